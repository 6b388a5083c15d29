#include "platform/find/ranking.h"

#include <algorithm>

namespace jiujin::find {

namespace {

// A hundred apart: the ways of fitting. Below that: kind of text, place in it.
constexpr int initials = 100, runs = 200, alike = 300, gaps = 400, slips = 500, pairs = 700;
constexpr int severalWords = 10, threeWords = 10, summary = 40;
static_assert(pairs + 100 <= rankMax);

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

std::optional<Match> WordMatches::of(TextId text) {
    constexpr std::uint8_t places = 3;
    std::uint8_t& known = known_[text];
    if (known == unknown) {
        const auto match = steps_.best(index_->unitsOf(text));
        known = match ? static_cast<std::uint8_t>(places * static_cast<int>(match->spelled) +
                                                  static_cast<int>(match->where))
                      : none;
    }
    if (known == none)
        return std::nullopt;
    return Match{static_cast<Spelled>(known / places), static_cast<Where>(known % places)};
}

std::optional<int> ExactRanking::operator()(std::size_t row) {
    const auto whole = of(whole_, row);
    if (whole || query_.words.empty())
        return whole;
    int worst = 0;
    for (std::size_t i = 0; i < query_.words.size(); ++i) {
        const auto rank = of(word(i), row);
        if (!rank)
            return std::nullopt;
        worst = std::max(worst, *rank);
    }
    return worst + severalWords;
}

WordMatches& ExactRanking::word(std::size_t number) {
    while (words_.size() <= number)
        words_.emplace_back(query_.words[words_.size()].keys, index_, Ear::Sharp);
    return words_[number];
}

std::optional<int> ExactRanking::of(WordMatches& word, std::size_t row) const {
    std::optional<int> best;
    for (const Mention& mention : index_.mentionsOf(row)) {
        if (best && *best <= rankOf(mention.kind()))
            break;
        if (const auto match = word.of(mention.text))
            best = better(best, rankOf(*match, mention.kind()));
    }
    return best;
}

std::optional<int> RunRanking::operator()(std::size_t row) {
    Positions ends = 1;
    for (int words = 1; words <= 3 && ends != 0; ++words) {
        ends = endsIn(row, ends);
        if ((ends & run_.end()) != 0)
            return runs + (words == 3 ? threeWords : 0);
    }
    return std::nullopt;
}

Positions RunRanking::endsIn(std::size_t row, Positions from) {
    Positions ends = 0;
    for (const Mention& mention : index_.mentionsOf(row)) {
        if (mention.kind() == TextKind::Summary)
            continue;
        Ends& known = known_[mention.text];
        if (known.from != from)
            known = {from, endsIn(index_.unitsOf(mention.text), from)};
        ends |= known.to;
    }
    return ends;
}

Positions RunRanking::endsIn(Text text, Positions from) const {
    constexpr std::size_t lettersLeast = 3;
    Positions ends = 0;
    for (std::size_t start = 0; start < text.size(); ++start) {
        Positions at = from & run_.openTo(text[start]);
        for (std::size_t i = start; i < text.size() && at != 0; ++i) {
            at = run_.take({at, at}, text[i]).full;
            const Unit& unit = index_.units()[text[i]];
            const bool word =
                i > start ||
                (unit.sign == 0 && index_.sounds().letters(unit.sound).size() >= lettersLeast);
            ends |= word ? at : at & run_.end();
        }
    }
    return ends;
}

RoughRanking::RoughRanking(const Word& word, const Steps& steps, const Index& index)
    : word_(word),
      steps_(steps),
      index_(index),
      alike_(word.alike, index, Ear::Dull),
      known_(index.texts(), unknown) {
    if (slipsAllowed(word.letters) > 0)
        slips_.emplace(word.letters, index);
}

std::optional<int> RoughRanking::operator()(std::size_t row) {
    std::optional<int> best;
    int shared = 0;
    for (const Mention& mention : index_.mentionsOf(row)) {
        if (mention.kind() == TextKind::Summary)
            continue;
        std::uint16_t& known = known_[mention.text];
        if (known == unknown)
            known = ofText(mention.text);
        if (known < pairs)
            best = better(best, known + rankOf(mention.kind()));
        else
            shared = std::max(shared, known - pairs);
    }
    const std::size_t neighbours = word_.keys.size() - 1;
    if (!best && (shared >= 2 || (shared == 1 && neighbours <= 2)))
        return pairs + initials - 1 - shared;
    return best;
}

std::uint16_t RoughRanking::ofText(TextId text) {
    const auto sounding = alike_.of(text);
    if (sounding && sounding->spelled == Spelled::Full)
        return static_cast<std::uint16_t>(alike + 2 * static_cast<int>(sounding->where));
    const Text units = index_.unitsOf(text);
    if (word_.allHan && word_.keys.size() >= 2 && hasWithGaps(steps_, units))
        return gaps;
    if (const auto fewest = slips_ ? slips_->fewest(units) : std::nullopt)
        return static_cast<std::uint16_t>(slips + 10 * *fewest);
    return static_cast<std::uint16_t>(pairs + (steps_.hasSigns() ? sharedPairs(steps_, units) : 0));
}

} // namespace jiujin::find
