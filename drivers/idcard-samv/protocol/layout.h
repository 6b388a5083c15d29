// Where the fields of a card's text stand, for each kind of card, and what its characters are: 128
// units of UTF-16LE.
#pragma once

#include "drivers/idcard-samv/protocol/text.h"

namespace jiujin::drivers::samv {

struct Field {
    std::size_t offset = 0, length = 0; // bytes
};

struct Layout {
    CardKind kind;
    char16_t mark; // the unit at markOffset
    Field name, nameRest, otherName, sex, nation, birth, address, number, issuer, validFrom,
        validUntil;
};

inline constexpr std::size_t markOffset = 248;

// By its mark; null for a kind that is not known. `text` has textBytes.
const Layout* layoutOf(ByteView text);

inline char16_t unitAt(ByteView text, std::size_t offset) {
    return static_cast<char16_t>(text[offset] | text[offset + 1] << 8U);
}
inline bool isHigh(char16_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
inline bool isLow(char16_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}
inline char32_t pairOf(char16_t high, char16_t low) {
    return 0x10000 + ((char32_t{high} - 0xD800) << 10U) + (low - 0xDC00U);
}
// Issuers pad with blanks, some with zeros.
inline bool isPadding(char16_t unit) {
    return unit == u' ' || unit == 0;
}
// No control character, and none that is no character.
bool isAllowed(char32_t point);

} // namespace jiujin::drivers::samv
