// The steps of a case that staff record: each stops the case's legal clock, lets it go on, or ends
// it, and is told to the citizen.
#pragma once

#include "platform/matter/legal_clock.h"
#include "platform/protocol/case_document.h"
#include "platform/server/store/event_chain.h"

#include <optional>
#include <span>

namespace jiujin::matter {
struct Matter;
}

namespace jiujin::server {

// 补正, 特别程序 (hearing, inspection, appraisal, …), 缴费, 办结.
struct CaseStep {
    std::string_view kind; // of the event: "correction-asked", "paid", …
    matter::ClockStep step;
    matter::StopReason reason; // of Stop and Resume
};

std::span<const CaseStep> caseSteps();
// Null for any other event.
const CaseStep* caseStep(std::string_view kind);

// What is asked of the applicant again: materials' ids, in the detail "materials" of a
// "correction-asked".
struct StepOrder {
    std::string kind;
    std::vector<std::string> materials;
};

// The event to append behind `events` (of verifyTrail(), at least one). Usage: no such step, or
// materials with another than "correction-asked"; NotFound: no such material; CaseEventInvalid: it
// cannot follow, as a payment that was not asked for, or anything on a case that was refused or is
// decided; ClockWrong: nothing is dated by a clock that is unknown.
Result<CaseEvent> stepEvent(const StepOrder& order, const std::vector<CaseEvent>& events,
                            const protocol::CaseBody& body, const matter::Matter* matter,
                            GradedTime now);

// The stops that are open, and which there were, in the order of their beginning.
struct Stops {
    std::vector<matter::StopReason> open, ended;
    bool decided = false;
    std::vector<std::string> materials; // of the correction that is open
};
Stops stopsOf(const std::vector<CaseEvent>& events);

// The value of a detail; empty when there is none.
std::string detailOf(const CaseEvent& event, std::string_view name);

} // namespace jiujin::server
