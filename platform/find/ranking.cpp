#include "platform/find/ranking.h"

#include <algorithm>
#include <array>

namespace jiujin::find {

namespace {

// A hundred apart: the ways of fitting. Below that: kind of text, place in it.
constexpr int initials = 100, runs = 200, alike = 300, gaps = 400, slips = 500, pairs = 700;
constexpr int severalWords = 10, threeWords = 10, summary = 40;
static_assert(pairs + 100 <= rankMax);

constexpr int rankOf(TextKind kind) {
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

// As of WordMatches::of().
constexpr int inFull = 3, fits = 6;

constexpr int rankOf(int fit, TextKind kind) {
    if (fit < 0 || (kind == TextKind::Summary && fit >= inFull))
        return rankMax;
    return (fit < inFull ? 0 : initials) + rankOf(kind) + 2 * (fit % inFull);
}

// By kind and fit: looked up for every text of every matter.
constexpr auto ranks = [] {
    std::array<std::array<int, fits + 1>, 3> table{};
    for (std::size_t kind = 0; kind < table.size(); ++kind)
        for (int fit = -1; fit < fits; ++fit)
            table[kind][static_cast<std::size_t>(fit + 1)] =
                rankOf(fit, static_cast<TextKind>(kind));
    return table;
}();

} // namespace

bool isNamed(int rank) {
    return rank % initials < summary;
}

std::int8_t WordMatches::read(TextId text) const {
    const auto match = steps_.best(text);
    return match ? static_cast<std::int8_t>((match->spelled == Spelled::Full ? 0 : inFull) +
                                            static_cast<int>(match->where))
                 : std::int8_t{-1};
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
    int best = rankMax;
    for (const Mention& mention : index_.mentionsOf(row)) {
        if (best <= rankOf(mention.kind()))
            break;
        const auto fit = static_cast<std::size_t>(word.of(mention.text) + 1);
        best = std::min(best, ranks[mention.kindNumber][fit]);
    }
    return best < rankMax ? std::optional(best) : std::nullopt;
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
            known = {from, endsInText(mention.text, from)};
        ends |= known.to;
    }
    return ends;
}

Positions RunRanking::endsInText(TextId id, Positions from) const {
    constexpr std::size_t lettersLeast = 3;
    Positions ends = 0;
    if (from == 1 && !run_.mayBeginIn(id))
        return ends;
    const Text text = index_.unitsOf(id);
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
    int best = rankMax, shared = 0;
    for (const Mention& mention : index_.mentionsOf(row)) {
        if (mention.kind() == TextKind::Summary)
            continue;
        std::uint16_t& known = known_[mention.text];
        if (known == unknown)
            known = ofText(mention.text);
        if (known < pairs)
            best = std::min(best, known + rankOf(mention.kind()));
        else
            shared = std::max(shared, known - pairs);
    }
    if (best < rankMax)
        return best;
    const std::size_t neighbours = word_.keys.size() - 1;
    if (shared < 2 && (shared == 0 || neighbours > 2))
        return std::nullopt;
    return pairs + initials - 1 - shared;
}

std::uint16_t RoughRanking::ofText(TextId text) {
    const int sounding = alike_.of(text);
    if (sounding >= 0 && sounding < inFull)
        return static_cast<std::uint16_t>(alike + 2 * sounding);
    const bool shares = steps_.mayHaveSign(text);
    const Text units = index_.unitsOf(text);
    if (shares && word_.allHan && word_.keys.size() >= 2 && hasWithGaps(steps_, units))
        return gaps;
    if (const auto fewest = slips_ ? slips_->fewest(text) : std::nullopt)
        return static_cast<std::uint16_t>(slips + 10 * *fewest);
    return static_cast<std::uint16_t>(pairs + (shares ? sharedPairs(steps_, units) : 0));
}

} // namespace jiujin::find
