#include "drivers/printer-escpos/protocol/charset.h"

#include <algorithm>
#include <iconv.h>

namespace jiujin::drivers::escpos {

namespace {

struct Zone {
    std::uint8_t row, first, last;
};

// What GB 2312 fills of its rows of signs; rows B0 to F7 are its 6,763 ideographs.
constexpr std::array signs{Zone{0xA1, 0xA1, 0xFE}, Zone{0xA2, 0xB1, 0xE2}, Zone{0xA2, 0xE5, 0xEE},
                           Zone{0xA2, 0xF1, 0xFC}, Zone{0xA3, 0xA1, 0xFE}, Zone{0xA4, 0xA1, 0xF3},
                           Zone{0xA5, 0xA1, 0xF6}, Zone{0xA6, 0xA1, 0xB8}, Zone{0xA6, 0xC1, 0xD8},
                           Zone{0xA7, 0xA1, 0xC1}, Zone{0xA7, 0xD1, 0xF1}, Zone{0xA8, 0xA1, 0xBA},
                           Zone{0xA8, 0xC5, 0xE9}, Zone{0xA9, 0xA4, 0xEF}};
constexpr std::uint8_t firstIdeographs = 0xB0, endOfLevelOne = 0xD7, lastIdeographs = 0xF7;

bool isGb2312(const DoubleByte& bytes) {
    const std::uint8_t row = bytes[0], cell = bytes[1];
    if (row >= firstIdeographs && row <= lastIdeographs)
        return cell >= 0xA1 && cell <= (row == endOfLevelOne ? 0xF9 : 0xFE);
    return std::any_of(signs.begin(), signs.end(), [&](const Zone& zone) {
        return row == zone.row && cell >= zone.first && cell <= zone.last;
    });
}

} // namespace

void Charset::Close::operator()(void* converter) const {
    ::iconv_close(converter);
}

Result<Charset> Charset::open() {
    const auto none = reinterpret_cast<iconv_t>(-1);
    const iconv_t converter = ::iconv_open("GB18030", "UTF-32LE");
    if (converter == none)
        return Error(ErrorCode::DeviceUnsupported, "slip: no converter to GB 18030");
    return Charset(converter);
}

std::optional<DoubleByte> Charset::bytesOf(char32_t character) const {
    std::array<char, 4> from{};
    for (std::size_t i = 0; i < from.size(); ++i)
        from[i] = static_cast<char>(character >> (8 * i) & 0xFFU);
    std::array<char, 8> into{};
    char *source = from.data(), *target = into.data();
    std::size_t left = from.size(), room = into.size();
    if (::iconv(converter_.get(), &source, &left, &target, &room) != 0 ||
        into.size() - room != DoubleByte().size())
        return std::nullopt;
    const DoubleByte bytes{static_cast<std::uint8_t>(into[0]), static_cast<std::uint8_t>(into[1])};
    return isGb2312(bytes) ? std::optional(bytes) : std::nullopt;
}

} // namespace jiujin::drivers::escpos
