#include "drivers/smartcard-pcsc/protocol/pin.h"

#include <algorithm>
#include <cstring>

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::size_t shortestPin = 4, longestPin = 12;

Header verify(std::uint8_t reference) {
    return {0x00, 0x20, 0x00, reference};
}

struct Block {
    std::array<std::uint8_t, longestPin> bytes;
    explicit Block(std::uint8_t fill) { bytes.fill(fill); }
    ~Block() { ::explicit_bzero(bytes.data(), bytes.size()); }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
};

} // namespace

bool isPin(const Secret& pin) {
    const std::string_view digits = pin.expose();
    return digits.size() >= shortestPin && digits.size() <= longestPin &&
           std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Command verifyPacked(std::uint8_t reference, const Secret& pin) {
    const std::string_view digits = pin.expose();
    Block block(0xFF);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        std::uint8_t& octet = block.bytes[i / 2];
        const auto digit = static_cast<std::uint8_t>(digits[i] - '0');
        octet = i % 2 == 0 ? static_cast<std::uint8_t>(digit << 4U | 0x0FU)
                           : static_cast<std::uint8_t>((octet & 0xF0U) | digit);
    }
    return {verify(reference), ByteView(block.bytes).first((digits.size() + 1) / 2)};
}

Command verifyPadded(std::uint8_t reference, const Secret& pin) {
    Block block(0xFF);
    const std::string_view digits = pin.expose();
    std::copy(digits.begin(), digits.end(), block.bytes.begin());
    return {verify(reference), block.bytes};
}

} // namespace jiujin::drivers::smartcard
