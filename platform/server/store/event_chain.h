// The events of a case, chained: each carries the hash of the one before, so that nothing can be
// altered, taken out or put in between without all that follows showing it. Events hold codes,
// digests and times, never a person's data.
#pragma once

#include "platform/base/clock.h"

#include <string>
#include <utility>
#include <vector>

namespace jiujin::server {

struct CaseEvent {
    WallTime time;
    std::string kind;  // "received", "accepted-for-checking", "refused", or a step of the case
    std::string actor; // "terminal:330105-A017", "platform:inner", "staff:MSR-0231"
    std::vector<std::pair<std::string, std::string>> details;
    bool operator==(const CaseEvent&) const = default;
};

// As stored. `json` is what is hashed: {"case","position","time","kind","actor","details":{…}}.
struct ChainedEvent {
    std::string json;
    std::string hash; // base64url SHA-256 over the hash before (empty for the first), then json
};

// `position` counts from 1.
ChainedEvent chain(const std::string& caseNumber, std::uint64_t position, const CaseEvent& event,
                   const std::string& previousHash);

// Recomputes every hash and compares numbers and head. ChainBroken names the first position that
// does not fit.
Result<std::vector<CaseEvent>> verifyChain(const std::string& caseNumber,
                                           const std::vector<ChainedEvent>& events,
                                           const std::string& head);

} // namespace jiujin::server
