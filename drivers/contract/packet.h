// One message over an AF_UNIX SEQPACKET pair: a short text and at most one descriptor. Nothing here
// knows what the text means.
#pragma once

#include "platform/base/result.h"

#include <array>
#include <string_view>

namespace jiujin::drivers {

inline constexpr std::size_t longestPacket = 96;

struct Packet {
    std::array<char, longestPacket> bytes{};
    std::size_t length = 0;
    int descriptor = -1; // the receiver's from now on; -1: none came

    std::string_view text() const { return {bytes.data(), length}; }
};

// Never waits: DeviceTimeout when the other side does not read, DeviceRemoved when it is gone.
// descriptor: stays the caller's; -1: none.
Result<void> sendPacket(int line, std::string_view text, int descriptor = -1);
// Waits unless the line is non-blocking: DeviceTimeout when nothing is there then. DeviceRemoved.
// A longer text is cut.
Result<Packet> receivePacket(int line);
// The receiver has no use for it: closes what came with it. DriverLost.
Error refusePacket(const Packet& packet, const char* where);

} // namespace jiujin::drivers
