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

// The first material that comes later, was not spared and not asked for again. What the terminal
// could not compute is computed here.
Told owedMaterial(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                  const matter::Matter* matter, const matter::LegalCalendar& calendar);

} // namespace jiujin::server
