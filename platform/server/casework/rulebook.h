// By what the centre judges cases and counts their time: every version of every matter that a case
// may still stand on, and the calendar.
//
// Of a rule that changed between filing and receipt the newer version says itself which it
// replaces, and what becomes of such a case (change.h).
#pragma once

#include "platform/matter/catalogue.h"
#include "platform/matter/legal_calendar.h"
#include "platform/protocol/case_document.h"
#include "platform/server/casework/standing.h"
#include "platform/server/store/event_chain.h"

namespace jiujin::server {

// `several`: more than one of the same day, as after a split; which is the applicant's to choose.
struct Replacement {
    const matter::Matter* newer = nullptr; // null: what was named is still in force
    bool several = false;
};

struct Rulebook {
    matter::Catalogue catalogue; // whole
    matter::LegalCalendar calendar;
    std::shared_ptr<const Standing> standing{}; // without it nothing is known of anybody

    // Of whom the case is filed for, by the table of standing.
    matter::MaterialFacts knownOf(const matter::Matter& matter, const protocol::CaseBody& body,
                                  std::chrono::sys_days today) const;
    // Null when it is not here.
    const matter::Matter* find(const matter::VersionName& name) const;
    // The newest in force on `day` of those that name it among what they change.
    Replacement replacementOf(const matter::VersionName& name, std::chrono::sys_days day) const;
    // The version on which a case stands: the one it was accepted on, for good; before that the one
    // that was filed. `events` are those of verifyTrail(). Null when it is not here.
    const matter::Matter* matterOf(const std::vector<CaseEvent>& events,
                                   const protocol::CaseBody& body) const;
};

} // namespace jiujin::server
