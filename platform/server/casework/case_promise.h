// The days that a case's citizen is told: by when a result was promised, and by when a material.
#pragma once

#include "platform/matter/legal_calendar.h"
#include "platform/protocol/case_document.h"
#include "platform/server/store/event_chain.h"

namespace jiujin::server {

struct Told {
    std::string day;     // YYYY-MM-DD; empty: not computable, or nothing was promised
    matter::Words words; // half a sentence; empty: nothing was promised
};

// "应当在 2026-12-04 之前有结果", or within how many working days. As caseStateOf().
Result<Told> promisedResult(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                            const matter::Matter* matter, const matter::LegalCalendar& calendar);

// The name of the detail of an acceptance that says which material need not be handed in after all;
// its value is the way and the rule.
std::string sparedDetail(const std::string& material);
int sparedMaterials(const std::vector<CaseEvent>& events);

// Whether this material of a case that is being handled was to come later and is still to come: not
// spared, not received, not asked for again.
bool isOwed(const std::string& material, const std::vector<CaseEvent>& events,
            const protocol::CaseBody& body);

// Of what is owed, the first. The day that was shown and signed counts; where there was none, it
// was so many working days from acceptance, and the day is computed here.
Told owedMaterial(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                  const matter::Matter* matter, const matter::LegalCalendar& calendar);

} // namespace jiujin::server
