#include "platform/find/characters.h"

#include "platform/base/bytes.h"

#include <array>

namespace jiujin::find {

namespace {

struct Range {
    char32_t first, last;
};

// Ideographs and their extensions, and the compatible ones.
constexpr std::array han{Range{0x3400, 0x4DBF}, Range{0x4E00, 0x9FFF}, Range{0xF900, 0xFAFF},
                         Range{0x20000, 0x3FFFF}};

char32_t plain(char32_t sign) {
    if (sign >= 0xFF01 && sign <= 0xFF5E)
        sign -= 0xFF01 - 0x21;
    return sign >= 'A' && sign <= 'Z' ? sign + ('a' - 'A') : sign;
}

// How many bytes follow the first one of a character.
std::size_t following(unsigned char first) {
    if (first < 0xC0)
        return 0;
    return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
}

} // namespace

std::u32string plainForm(std::string_view utf8) {
    std::u32string out;
    if (!isUtf8(utf8))
        return out;
    out.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[at++]);
        const std::size_t more = following(first);
        char32_t sign = more == 0 ? first : first & (0x3FU >> more);
        for (std::size_t i = 0; i < more; ++i)
            sign = (sign << 6U) | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
        out.push_back(plain(sign));
    }
    return out;
}

bool isHan(char32_t sign) {
    for (const Range& range : han) {
        if (sign >= range.first && sign <= range.last)
            return true;
    }
    return false;
}

bool isLetter(char32_t sign) {
    return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
}

} // namespace jiujin::find
