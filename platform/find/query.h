// What somebody typed, up to the last keystroke.
#pragma once

#include "platform/find/readings.h"

namespace jiujin::find {

// A character, or one letter of what is typed by sound: `letter` is 0 for a character, `sign` for a
// letter.
struct Key {
    char32_t sign = 0;
    char letter = 0;
};

// One piece of a query. Positions in each row of it fit a mask of 64 bits.
struct Word {
    std::vector<Key> keys;
    std::string letters;    // all of it by sound; a character without a reading has none
    std::vector<Key> alike; // the same without what many do not tell apart
    bool allHan = false;
};

inline constexpr std::size_t keysMax = 60;

struct Query {
    Word whole;              // as if typed without spaces
    std::vector<Word> words; // between spaces, when there are several
};

// Only the first sixty characters count. Nothing but spaces and marks: whole.keys is empty.
Query readQuery(std::string_view typed, const Readings& readings);

} // namespace jiujin::find
