// A case as lines of text for staff: the trail, then what was filed. Values are masked unless the
// whole is asked for.
#pragma once

#include "platform/server/casework/inner_zone.h"

namespace jiujin::server {

// The events when the chain is whole and begins with this very packet. ChainBroken.
Result<std::vector<CaseEvent>> verifyTrail(const CaseTrail& trail);

// Events with time, actor and hash. `events` are those of verifyTrail().
std::string trailText(const CaseTrail& trail, const std::vector<CaseEvent>& events);

// Field by field, with the matter's own labels when it is known. Wiped by its owner.
Secret filingText(const protocol::CaseBody& body, const matter::Matter* matter, bool full);

} // namespace jiujin::server
