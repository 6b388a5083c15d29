// The ledger of spoilt sheets, as jiujin-terminal tells jiujinctl over the control socket: one line
// of JSON. Nothing in it is personal.
#pragma once

#include "platform/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace jiujin::link {

struct LedgerLine {
    std::int64_t number = 0;
    std::string device; // in the settings
    std::string since;  // RFC 3339
    std::string cause;  // "printer", "host", "terminal" or "book": why nobody knows
    std::string found;  // "open", "spoilt", "out" or "none": what somebody saw
    bool operator==(const LedgerLine&) const = default;
};

std::string encode(const std::vector<LedgerLine>& ledger);
// The error that was told, or TokenMalformed when it is neither.
Result<std::vector<LedgerLine>> decodeLedger(std::string_view json);

} // namespace jiujin::link
