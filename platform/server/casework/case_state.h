// What a citizen may see of a case: number, how far it is in plain words, when it was filed, what
// comes next and by when. Nothing of the person, and not which matter it is.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/protocol/case_document.h"
#include "platform/server/store/store.h"

namespace jiujin::matter {
struct Matter;
}

namespace jiujin::server {

// `events` are those of verifyTrail(); `matter` may be null.
protocol::CaseState caseStateOf(const std::string& number, const std::vector<CaseEvent>& events,
                                const protocol::CaseBody& body, const matter::Matter* matter);

} // namespace jiujin::server
