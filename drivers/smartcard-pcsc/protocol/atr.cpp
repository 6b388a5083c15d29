#include "drivers/smartcard-pcsc/protocol/atr.h"

#include <bit>

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::size_t longestAtr = 33;
constexpr std::uint8_t compactTlv = 0x80;
constexpr unsigned applicationIdentifier = 0xF;

Error damaged() {
    return {ErrorCode::SmartCardDamaged, "card: answer to reset"};
}

bool sumsToZero(ByteView bytes) {
    std::uint8_t sum = 0;
    for (const std::uint8_t octet : bytes)
        sum ^= octet;
    return sum == 0;
}

} // namespace

Result<ByteView> historicalBytes(ByteView atr) {
    if (atr.size() < 2 || atr.size() > longestAtr || (atr[0] != 0x3B && atr[0] != 0x3F))
        return damaged();
    const std::size_t count = atr[1] & 0x0FU;
    unsigned present = atr[1] >> 4U;
    bool checked = false;
    std::size_t at = 2;
    while (present != 0) {
        at += static_cast<std::size_t>(std::popcount(present));
        if (at > atr.size())
            return damaged();
        if ((present & 8U) == 0)
            break;
        const std::uint8_t next = atr[at - 1];
        checked = checked || (next & 0x0FU) != 0;
        present = next >> 4U;
    }
    if (atr.size() != at + count + (checked ? 1 : 0))
        return damaged();
    if (checked && !sumsToZero(atr.subspan(1)))
        return damaged();
    return atr.subspan(at, count);
}

ByteView announcedApplication(ByteView historical) {
    if (historical.empty() || historical.front() != compactTlv)
        return {};
    ByteView left = historical.subspan(1);
    while (!left.empty()) {
        const std::size_t length = left.front() & 0x0FU;
        if (left.size() < 1 + length)
            return {};
        if (left.front() >> 4U == applicationIdentifier)
            return left.subspan(1, length);
        left = left.subspan(1 + length);
    }
    return {};
}

} // namespace jiujin::drivers::smartcard
