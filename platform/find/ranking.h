// How well a matter fits what was typed, as a number: less is better, none does not fit.
#pragma once

#include "platform/find/index.h"
#include "platform/find/matching.h"
#include "platform/find/slips.h"

namespace jiujin::find {

// A title or keyword fits, not only the summary.
bool isNamed(int rank);

// As it is typed: in full before first letters, a title before a keyword before a summary (where
// first letters would fit everything), its whole before its beginning before its inside. Several
// words must all stand somewhere.
class ExactRanking {
public:
    ExactRanking(const Query& query, const Index& index) : query_(query), index_(index) {}
    std::optional<int> operator()(std::size_t row) const;

private:
    std::optional<int> of(const Word& word, std::size_t row) const;

    const Query& query_;
    const Index& index_;
};

// For what nothing fits exactly, by title and keywords: what sounds alike, then what has gaps, then
// slips of the finger, then pairs of characters that a sentence shares.
class RoughRanking {
public:
    RoughRanking(const Query& query, const Index& index)
        : word_(query.whole), index_(index), slips_(query.whole.letters) {}
    std::optional<int> operator()(std::size_t row) const;

private:
    std::optional<int> ofText(const IndexedText& text) const;
    std::optional<int> bySlips(const IndexedText& text) const;

    const Word& word_;
    const Index& index_;
    SlipFinder slips_;
};

} // namespace jiujin::find
