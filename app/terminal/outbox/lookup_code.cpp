#include "app/terminal/outbox/lookup_code.h"

#include "platform/base/bytes.h"

namespace jiujin::outbox {

std::string newLookupCode() {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string code;
    unsigned bits = 0, held = 0;
    for (const std::uint8_t byte : randomBytes(10)) {
        bits = (bits << 8) | byte;
        for (held += 8; held >= 5; held -= 5)
            code += alphabet[(bits >> (held - 5)) & 31];
    }
    return code;
}

} // namespace jiujin::outbox
