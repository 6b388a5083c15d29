#include "platform/find/finder.h"

#include "platform/find/ranking.h"

#include <algorithm>
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
    std::vector<std::tuple<int, std::size_t, std::size_t>> found; // rank, place, row
    const auto collect = [&](const auto& ranking) {
        for (const std::size_t row : order_)
            if (const auto rank = ranking(row))
                found.emplace_back(*rank, place_[row], row);
    };
    const ExactRanking exact(query, index_);
    collect(exact);
    if (std::none_of(found.begin(), found.end(),
                     [](const auto& each) { return isNamed(std::get<0>(each)); }))
        collect(RoughRanking(query, index_));
    std::sort(found.begin(), found.end());
    std::vector<std::size_t> rows;
    std::vector<bool> seen(order_.size());
    for (const auto& [rank, place, row] : found) {
        if (!seen[row])
            rows.push_back(row);
        seen[row] = true;
    }
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
