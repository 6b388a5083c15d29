// What the inner zone stored of a terminal in one day, signed in the night after (JWS, ES256, by
// the acknowledgement key) and kept: two of them can be held against each other, whoever holds
// them. A day is what was stored since the count of the day before.
#pragma once

#include "platform/protocol/checkpoint.h"

namespace jiujin::protocol {

struct DayCount {
    std::string day; // YYYY-MM-DD, China Standard Time
    std::string terminalId;
    std::uint64_t count = 0;
    std::string root;              // checkpointRoot(), leaves in the order of their counters
    std::uint64_t headCounter = 0; // as in Checkpoint
    std::string headReceipt;
    WallTime issued;
    bool operator==(const DayCount&) const = default;
};

std::string encode(const DayCount& count);
// Refuses what encode would not have written: TokenMalformed.
Result<DayCount> decodeDayCount(std::string_view json);

} // namespace jiujin::protocol
