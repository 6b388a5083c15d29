// What a citizen is told when the rule changed between filing and receipt: which transition was
// declared, in the words of the newer version's publisher.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/server/casework/rulebook.h"

namespace jiujin::server {

// Of a case that was recalled, by the event that says so: the whole state.
void tellRecalled(protocol::CaseState& state, const CaseEvent& recalled,
                  const std::vector<CaseEvent>& events, const Rulebook& rules);

// Of a case that was accepted: added to what stands there, whatever it waits for now; of one that
// is decided without the publisher's notice. Nothing when no rule changed, or when the correction
// that the change asked for has come.
void tellRuleChange(protocol::CaseState& state, const std::vector<CaseEvent>& events,
                    const Rulebook& rules);

} // namespace jiujin::server
