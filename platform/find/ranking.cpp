#include "platform/find/ranking.h"

#include <algorithm>

namespace jiujin::find {

namespace {

// A hundred apart: the ways of fitting. Below that: kind of text, place in it.
constexpr int initials = 100, alike = 200, gaps = 300, slips = 400, pairs = 600, severalWords = 10;
constexpr int summary = 40;

int rankOf(TextKind kind) {
    switch (kind) {
    case TextKind::Title:
        return 0;
    case TextKind::Keyword:
        return 1;
    case TextKind::Summary:
        return summary;
    }
    return summary;
}

std::optional<int> better(std::optional<int> one, std::optional<int> other) {
    return one && other ? std::min(one, other) : one ? one : other;
}

std::optional<int> rankOf(const Match& match, TextKind kind) {
    if (kind == TextKind::Summary && match.spelled == Spelled::Initials)
        return std::nullopt;
    return (match.spelled == Spelled::Full ? 0 : initials) + rankOf(kind) +
           2 * static_cast<int>(match.where);
}

} // namespace

bool isNamed(int rank) {
    return rank % initials < summary;
}

std::optional<int> ExactRanking::operator()(std::size_t row) const {
    const auto whole = of(query_.whole, row);
    if (whole || query_.words.empty())
        return whole;
    int worst = 0;
    for (const Word& word : query_.words) {
        const auto rank = of(word, row);
        if (!rank)
            return std::nullopt;
        worst = std::max(worst, *rank);
    }
    return worst + severalWords;
}

std::optional<int> ExactRanking::of(const Word& word, std::size_t row) const {
    std::optional<int> best;
    for (const IndexedText& text : index_.textsOf(row)) {
        if (best && *best <= rankOf(text.kind))
            break;
        const auto match = bestMatch(word.keys, index_.unitsOf(text), index_.sounds(), Ear::Sharp);
        if (match)
            best = better(best, rankOf(*match, text.kind));
    }
    return best;
}

std::optional<int> RoughRanking::operator()(std::size_t row) const {
    std::optional<int> best;
    std::size_t shared = 0;
    for (const IndexedText& text : index_.textsOf(row)) {
        if (text.kind == TextKind::Summary)
            continue;
        best = better(best, ofText(text));
        shared = std::max(shared, sharedPairs(word_, index_.unitsOf(text)));
    }
    const std::size_t neighbours = word_.keys.size() - 1;
    if (!best && (shared >= 2 || (shared == 1 && neighbours <= 2)))
        return pairs + initials - 1 - static_cast<int>(std::min<std::size_t>(shared, 60));
    return best;
}

std::optional<int> RoughRanking::ofText(const IndexedText& text) const {
    const auto units = index_.unitsOf(text);
    const int kind = rankOf(text.kind);
    const auto sounding = bestMatch(word_.alike, units, index_.sounds(), Ear::Dull);
    if (sounding && sounding->spelled == Spelled::Full)
        return alike + kind + 2 * static_cast<int>(sounding->where);
    if (word_.allHan && word_.keys.size() >= 2 && hasWithGaps(word_, units))
        return gaps + kind;
    return bySlips(text);
}

std::optional<int> RoughRanking::bySlips(const IndexedText& text) const {
    if (slips_.allowed() == 0)
        return std::nullopt;
    const auto fewest = slips_.fewest(index_.unitsOf(text), index_.sounds());
    if (!fewest)
        return std::nullopt;
    return slips + 10 * static_cast<int>(*fewest) + rankOf(text.kind);
}

} // namespace jiujin::find
