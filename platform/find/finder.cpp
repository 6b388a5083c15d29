#include "platform/find/finder.h"

#include "platform/find/ranking.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace jiujin::find {

namespace {

template <typename List, typename Same>
std::size_t placeIn(const List& list, Same same) {
    return static_cast<std::size_t>(std::find_if(list.begin(), list.end(), same) - list.begin());
}

// Less comes first.
auto standing(const matter::Head& matter, const Finding& finding, const Uses& uses) {
    const auto used = uses.find(matter.code);
    return std::tuple(
        ~(used == uses.end() ? 0 : used->second),
        placeIn(finding.mostUsed, [&](const std::string& code) { return code == matter.code; }),
        placeIn(finding.domains, [&](const Topic& domain) { return domain.id == matter.domain; }),
        std::string_view(matter.title.zh));
}

std::vector<std::size_t> orderOf(const std::vector<matter::Head>& catalogue, const Finding& finding,
                                 const Uses& uses) {
    std::vector<decltype(standing(catalogue[0], finding, uses))> standings;
    for (const matter::Head& matter : catalogue)
        standings.push_back(standing(matter, finding, uses));
    std::vector<std::size_t> order(catalogue.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return standings[one] < standings[other];
    });
    return order;
}

} // namespace

Finder::Finder(const std::vector<matter::Head>& catalogue, Finding finding, const Uses& uses)
    : finding_(std::move(finding)),
      index_(catalogue, finding_.readings),
      order_(orderOf(catalogue, finding_, uses)),
      place_(catalogue.size()) {
    for (std::size_t i = 0; i < order_.size(); ++i)
        place_[order_[i]] = i;
    for (const std::size_t row : order_) {
        rows_.emplace(catalogue[row].code, row);
        for (const std::string& event : catalogue[row].lifeEvents)
            events_[event].push_back(row);
    }
}

std::vector<std::size_t> Finder::matching(std::string_view typed) const {
    const Query query = readQuery(typed, finding_.readings);
    if (query.whole.keys.empty())
        return order_;
    std::vector<std::optional<int>> ranks(order_.size());
    // Each way of fitting stands behind those before it, so that the first rank is the best one.
    const auto fill = [&](auto&& ranking) {
        for (std::size_t row = 0; row < ranks.size(); ++row)
            if (!ranks[row])
                ranks[row] = ranking(row);
    };
    ExactRanking exact(query, index_);
    fill(exact);
    if (std::none_of(ranks.begin(), ranks.end(),
                     [](const auto& rank) { return rank && isNamed(*rank); })) {
        fill(RunRanking(exact.steps(), index_));
        fill(RoughRanking(query.whole, exact.steps(), index_));
    }
    return ranked(ranks);
}

std::vector<std::size_t> Finder::ranked(const std::vector<std::optional<int>>& ranks) const {
    std::array<std::size_t, rankMax + 1> place{}; // where the rows of each rank begin
    for (const auto& rank : ranks)
        if (rank)
            ++place[static_cast<std::size_t>(*rank) + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    std::vector<std::size_t> rows(place.back());
    for (const std::size_t row : order_)
        if (ranks[row])
            rows[place[static_cast<std::size_t>(*ranks[row])]++] = row;
    return rows;
}

std::vector<std::size_t> Finder::ofEvent(std::string_view event) const {
    const auto found = events_.find(event);
    return found == events_.end() ? std::vector<std::size_t>() : found->second;
}

std::vector<std::size_t> Finder::ofCodes(const std::vector<std::string>& codes) const {
    std::vector<std::size_t> rows;
    for (const std::string& code : codes)
        if (const auto found = rows_.find(code); found != rows_.end())
            rows.push_back(found->second);
    return inOrder(std::move(rows));
}

std::vector<std::size_t> Finder::inOrder(std::vector<std::size_t> rows) const {
    std::sort(rows.begin(), rows.end(),
              [this](std::size_t one, std::size_t other) { return place_[one] < place_[other]; });
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

} // namespace jiujin::find
