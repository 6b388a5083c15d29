// What a citizen may see of a case: number, how far it is in plain words, which nodes of its chain
// are done, why its time does not run, when it was filed, what comes next and by when. Nothing of
// the person, and the matter itself is not named.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/protocol/case_document.h"
#include "platform/server/casework/rulebook.h"

namespace jiujin::server {

// `events` are those of verifyTrail(). A day that the calendar cannot compute is told as a number
// of working days; a rule that changed in the words of its publisher. ChainBroken and
// CaseEventInvalid: its clock cannot be read.
Result<protocol::CaseState> caseStateOf(const std::string& number,
                                        const std::vector<CaseEvent>& events,
                                        const protocol::CaseBody& body, const Rulebook& rules);

} // namespace jiujin::server
