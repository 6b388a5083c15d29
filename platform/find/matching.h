// Whether what was typed stands somewhere in a text: characters as they are, letters as syllables
// in full, cut short or by their first letters ("yanglao", "yangl", "yl", "y老").
#pragma once

#include "platform/find/query.h"
#include "platform/find/spelling.h"

#include <compare>
#include <optional>

namespace jiujin::find {

enum class Spelled {
    Full,    // every syllable but the last, which may still be typed, is written out
    Initials // some are cut short
};
enum class Where { Whole, Start, Inside }; // all of the text, its beginning, elsewhere

struct Match {
    Spelled spelled = Spelled::Full;
    Where where = Where::Inside;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a bare 0 in it
    auto operator<=>(const Match&) const = default; // the better one is less
};

enum class Ear {
    Sharp, // `keys` of a word
    Dull   // `alike` of a word: zh and z, ng and n, l and n sound the same
};

std::optional<Match> bestMatch(std::span<const Key> keys, std::span<const Unit> text,
                               const Sounds& sounds, Ear ear);

// The word's characters stand there in this order, with others between them (老人证 in
// 老年人优待证).
bool hasWithGaps(const Word& word, std::span<const Unit> text);

// How many pairs of neighbours of the word are neighbours there too: for whole sentences.
std::size_t sharedPairs(const Word& word, std::span<const Unit> text);

} // namespace jiujin::find
