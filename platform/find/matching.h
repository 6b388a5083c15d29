// Whether what was typed stands somewhere in a text: characters as they are, letters as syllables
// in full, cut short or by their first letters ("yanglao", "yangl", "yl", "y老").
#pragma once

#include "platform/find/index.h"
#include "platform/find/query.h"

#include <array>
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

using Text = std::span<const UnitId>;

// Sets of positions in what was typed, a bit each: how much of it may have been read.
using Positions = std::uint64_t;
constexpr Positions positionAt(std::size_t position) {
    return Positions{1} << position;
}

// Positions reached in any way, and with no syllable cut short before the end. Followed unit by
// unit, so that a text which can be read in many ways costs no more than another.
struct Reached {
    Positions any = 0, full = 0;
};

// What was typed against every unit of an index: worked out once a keystroke, so that a text costs
// one look for each unit that has nothing to do with it.
class Steps {
public:
    // The keys stay where they are, up to keysMax of them.
    Steps(std::span<const Key> keys, const Index& index, Ear ear);

    Positions end() const { return positionAt(keys_); }
    // Where this unit may be read next.
    Positions openTo(UnitId unit) const { return open_[unit]; }
    // The same of a character alone; none for a unit of letters, nor for what was typed by sound.
    Positions signsOf(UnitId unit) const { return open_[unit] & signs_; }
    Reached take(const Reached& before, UnitId unit) const;

    // None as well when nothing was typed.
    std::optional<Match> best(TextId text) const;
    // Whether it may begin somewhere in the text; it may not do so after all.
    bool mayBeginIn(TextId text) const;
    // Whether one of its characters may stand there.
    bool mayHaveSign(TextId text) const {
        return (index_.contentOf(text).signs & content_.signs) != 0;
    }

private:
    // A unit whose first letter was typed somewhere.
    struct Spelling {
        std::uint32_t first = 0; // in prefixes_
        std::uint8_t count = 0;  // how many of its letters stand in what was typed, from its first
        bool whole = false;      // that is all its letters
    };
    using Letters = std::array<Positions, 128>; // where each letter was typed

    Spelling spellingOf(std::string_view sound, const Letters& letters);
    bool mayBegin(const Unit& unit, Positions open, const Key& first, Ear ear) const;
    std::optional<std::pair<Spelled, std::size_t>> from(Text text) const;

    const Index& index_;
    Ear ear_;
    std::size_t keys_;
    Content content_, first_;         // of all of it, of its first key
    Positions signs_ = 0;             // what was typed as characters
    std::vector<Positions> prefixes_; // where its first letter stands, its first two, …
    std::vector<Spelling> spellings_; // the first one has no letters
    // Of each unit:
    std::vector<std::uint32_t> spellingOf_;
    std::vector<Positions> open_;
    std::vector<Positions> second_; // how far it leads when it is the first; 0: it cannot be
};

// The characters of a word, all of them, stand there in this order, with others between them
// (老人证 in 老年人优待证).
bool hasWithGaps(const Steps& word, Text text);

// How many pairs of neighbours of the word are neighbours there too: for whole sentences.
std::size_t sharedPairs(const Steps& word, Text text);

} // namespace jiujin::find
