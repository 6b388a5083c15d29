// How well a matter fits what was typed, as a number: less is better, none does not fit.
#pragma once

#include "platform/find/matching.h"
#include "platform/find/slips.h"

namespace jiujin::find {

// No rank reaches it.
inline constexpr int rankMax = 900;

// A title or keyword fits, not only the summary.
bool isNamed(int rank);

// One word in each text of an index; each text is read once, when it is first asked for.
class WordMatches {
public:
    WordMatches(std::span<const Key> keys, const Index& index, Ear ear)
        : steps_(keys, index, ear), known_(index.texts(), unknown) {}

    const Steps& steps() const { return steps_; }
    // Where it stands in full: 0, 1, 2 as of Where; shortened: 3, 4, 5; -1: it does not.
    int of(TextId text) {
        if (known_[text] == unknown)
            known_[text] = read(text);
        return known_[text];
    }

private:
    static constexpr std::int8_t unknown = -2;

    std::int8_t read(TextId text) const;

    Steps steps_;
    std::vector<std::int8_t> known_;
};

// As it is typed: in full before first letters, a title before a keyword before a summary (where
// first letters would fit everything), its whole before its beginning before its inside. Several
// words must all stand somewhere.
class ExactRanking {
public:
    ExactRanking(const Query& query, const Index& index)
        : query_(query), index_(index), whole_(query.whole.keys, index, Ear::Sharp) {}
    std::optional<int> operator()(std::size_t row);

    const Steps& steps() const { return whole_.steps(); } // of all that was typed, as one word

private:
    std::optional<int> of(WordMatches& word, std::size_t row) const;
    WordMatches& word(std::size_t number);

    const Query& query_;
    const Index& index_;
    WordMatches whole_;
    std::vector<WordMatches> words_; // as far as they were asked for
};

// For what nothing fits exactly: what was typed in one run is two or three words, each of which
// stands in a title or keyword of the matter (养老参保, yanglaocanbao). A word is two characters or
// syllables at least, or a whole Latin word of three letters; the last may still be typed.
class RunRanking {
public:
    RunRanking(const Steps& run, const Index& index)
        : run_(run), index_(index), known_(index.texts()) {}
    std::optional<int> operator()(std::size_t row);

private:
    // Where a word may end in a text that begins at one of `from`.
    struct Ends {
        Positions from = 0, to = 0;
    };

    Positions endsIn(std::size_t row, Positions from);
    Positions endsInText(TextId text, Positions from) const;

    const Steps& run_;
    const Index& index_;
    std::vector<Ends> known_; // of each text, what was asked last
};

// Then, by title and keywords: what sounds alike, then what has gaps, then slips of the finger,
// then pairs of characters that a sentence shares.
class RoughRanking {
public:
    RoughRanking(const Word& word, const Steps& steps, const Index& index);
    std::optional<int> operator()(std::size_t row);

private:
    static constexpr std::uint16_t unknown = 0xFFFF;

    std::uint16_t ofText(TextId text);

    const Word& word_;
    const Steps& steps_;
    const Index& index_;
    WordMatches alike_;
    std::optional<SlipFinder> slips_;
    // Of each text its rank but for what it is; from `pairs` on it fits only by so many pairs.
    std::vector<std::uint16_t> known_;
};

} // namespace jiujin::find
