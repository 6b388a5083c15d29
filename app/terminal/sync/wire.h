// The shapes of POST /v1/packets.
#pragma once

#include "app/terminal/outbox/outbox.h"

namespace jiujin::sync {

inline constexpr std::string_view packetsPath = "/v1/packets";
inline constexpr std::string_view packetsType = "application/vnd.jiujin.packets";

// For each packet its length, u32 big-endian, then its bytes.
Bytes batchOf(const std::vector<outbox::QueuedPacket>& packets);

// The JWS in {"acknowledgements":["…"]}; none when none is ready yet. NotThePlatform.
Result<std::vector<std::string>> acknowledgementsIn(std::string_view json);

} // namespace jiujin::sync
