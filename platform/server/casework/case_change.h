// What a citizen is told when the rule changed between filing and receipt: which transition was
// declared, in the words of the newer version's publisher.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/server/casework/rulebook.h"

namespace jiujin::server {

// Of a case that was recalled: the whole state. Of one that goes on: added to what stands there.
// Nothing when no rule changed.
void tellRuleChange(protocol::CaseState& state, const std::vector<CaseEvent>& events,
                    const Rulebook& rules);

} // namespace jiujin::server
