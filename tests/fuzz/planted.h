// A bug at the far end of a target's way, there only while JIUJIN_PLANT is set: find_planted must
// find it within the budget. It shows that corpus and mutations bring inputs of their own to this
// depth, many of them; not that every line on the way is walked.
#pragma once

#include "platform/base/bytes.h"

#include <cstdio>
#include <cstdlib>

namespace jiujin::fuzz {

// deep: this input came to where the bug lies. Of such inputs it strikes one in sixteen, by a hash
// of their bytes; `salt` makes it another sixteenth, for a corpus that holds one already.
inline void planted(ByteView input, bool deep, std::uint32_t salt = 0) {
    static const bool there = std::getenv("JIUJIN_PLANT") != nullptr;
    if (!there || !deep)
        return;
    std::uint32_t hash = 2166136261U + salt;
    for (const std::uint8_t byte : input)
        hash = (hash ^ byte) * 16777619U;
    if ((hash ^ (hash >> 16U)) % 16 != 0)
        return;
    std::fputs("the planted bug was found\n", stderr);
    std::abort();
}

} // namespace jiujin::fuzz
