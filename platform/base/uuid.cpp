#include "platform/base/uuid.h"

namespace jiujin {

std::string newUuid7(WallTime now) {
    Bytes bytes = randomBytes(16);
    auto milliseconds = static_cast<std::uint64_t>(now.time_since_epoch().count());
    for (std::size_t i = 6; i-- > 0; milliseconds >>= 8U)
        bytes[i] = static_cast<std::uint8_t>(milliseconds);
    bytes[6] = static_cast<std::uint8_t>(0x70U | (bytes[6] & 0x0FU));
    bytes[8] = static_cast<std::uint8_t>(0x80U | (bytes[8] & 0x3FU));
    std::string text = toHex(bytes);
    for (const std::size_t at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

bool isUuid7(std::string_view text) {
    constexpr std::string_view shape = "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx";
    if (text.size() != shape.size())
        return false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const char c = text[i];
        const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        const bool fits = shape[i] == 'x'   ? hex
                          : shape[i] == 'v' ? c == '8' || c == '9' || c == 'a' || c == 'b'
                                            : c == shape[i];
        if (!fits)
            return false;
    }
    return true;
}

} // namespace jiujin
