// Inputs of targets whose interesting bytes cannot be guessed (signed, sealed): either raw bytes,
// or edits of a genuine value: pairs of a 16-bit position and a byte to exclusive-or there.
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::fuzz {

struct Edited {
    Bytes bytes;
    bool genuine = false; // nothing changed
};

inline Edited edited(ByteView input, const Bytes& original) {
    if (input.empty() || input.front() != 'E')
        return {Bytes(input.begin(), input.end()), false};
    Edited out{original, false};
    for (ByteView rest = input.subspan(1); rest.size() >= 3; rest = rest.subspan(3))
        out.bytes[(rest[0] << 8U | rest[1]) % original.size()] ^= rest[2];
    out.genuine = out.bytes == original;
    return out;
}

inline void require(bool holds) {
    if (!holds)
        std::abort();
}

} // namespace jiujin::fuzz
