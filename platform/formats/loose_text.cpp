#include "platform/formats/loose_text.h"

#include <array>

namespace jiujin::formats {

namespace {

struct Spelling {
    std::string_view written, loose;
};

constexpr std::array spellings{
    Spelling{" ", ""},        Spelling{"\t", ""},       Spelling{"\r", ""},
    Spelling{"\n", ""},       Spelling{"\u00A0", ""}, // no break
    Spelling{"\u2002", ""},                           // half and full em, thin
    Spelling{"\u2003", ""},   Spelling{"\u2009", ""},   Spelling{"\u3000", ""}, // ideographic
    Spelling{"\u201C", "\""}, Spelling{"\u201D", "\""}, Spelling{"\u2018", "'"},
    Spelling{"\u2019", "'"},
};

constexpr std::size_t fullWidthBytes = 3;

// U+FF01 to U+FF5E is EF BC 81 to EF BD 9E; 0 for anything else.
char narrow(std::string_view text) {
    if (text.size() < fullWidthBytes || text[0] != '\xEF')
        return '\0';
    const unsigned sign = (static_cast<unsigned char>(text[1]) & 0x3FU) << 6U |
                          (static_cast<unsigned char>(text[2]) & 0x3FU);
    const bool fullWidth = sign >= 0xF01 && sign <= 0xF5E;
    return fullWidth ? static_cast<char>(sign - 0xF01 + '!') : '\0';
}

} // namespace

std::string looseForm(std::string_view utf8) {
    std::string out;
    while (!utf8.empty()) {
        std::size_t read = 0;
        for (const Spelling& each : spellings) {
            if (!utf8.starts_with(each.written))
                continue;
            out += each.loose;
            read = each.written.size();
            break;
        }
        if (const char ascii = read == 0 ? narrow(utf8) : '\0'; ascii != '\0') {
            out += ascii;
            read = fullWidthBytes;
        } else if (read == 0) {
            out += utf8[0];
            read = 1;
        }
        utf8.remove_prefix(read);
    }
    return out;
}

} // namespace jiujin::formats
