// application/vnd.jiujin.packets: packets one after another, each behind its length in 4 bytes,
// big-endian.
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::protocol {

inline constexpr std::size_t maxBatchPackets = 500;

// Views into `body`. PacketTooLarge when a packet is above maxPacketBytes;
// PacketMalformed for none, too many, an empty one, or bytes left over.
Result<std::vector<ByteView>> splitBatch(ByteView body);

} // namespace jiujin::protocol
