// A case's legal clock as text for staff, with the nodes of its chain.
#pragma once

#include "platform/server/casework/rulebook.h"

namespace jiujin::server {

struct ClockText {
    std::string text;                  // what can be computed
    std::optional<Error> missing = {}; // why the case's own limit is not in it
};

// `events` are those of verifyTrail(). A node has a limit of its own: it is told, too, where the
// case's is `missing`, which is MatterUnknown, NotFound for a matter that promises no limit, or
// CalendarMissing. ChainBroken and CaseEventInvalid: no clock of it can be read.
Result<ClockText> clockTextOf(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                              const Rulebook& rules, GradedTime now);

} // namespace jiujin::server
