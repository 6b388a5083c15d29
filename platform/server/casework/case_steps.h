// The steps of a case that staff record: each stops the case's legal clock, lets it go on, ends it,
// or only says what came, and is told to the citizen.
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

// 补正, 特别程序 (hearing, inspection, appraisal, …), 缴费, 容缺材料补交, a node of the chain,
// 办结.
struct CaseStep {
    std::string_view kind; // of the event: "correction-asked", "paid", "node-begun", …
    matter::ClockStep step;
    matter::StopReason reason; // of Stop and Resume
};

std::span<const CaseStep> caseSteps();
// Null for any other event.
const CaseStep* caseStep(std::string_view kind);
// The kinds of all, "correction-asked, correction-received, …".
std::string stepNames();

// What was to come later is there; it names the materials.
inline constexpr std::string_view materialReceived = "material-received";

// `by`: who of staff records it, by the number of the post and never by name. `materials`: what is
// asked of the applicant again, with "correction-asked", or what came, with "material-received".
// `node`: with "node-begun", "node-ended".
struct StepOrder {
    std::string kind;
    std::string by;
    std::vector<std::string> materials = {};
    std::string node = {};
};

// One to four capital letters for the office, a hyphen, two to eight digits: "MSR-0231". Neither a
// name nor the number of a card, a telephone or a person looks like that.
bool isStaffId(std::string_view text);

// The events to append behind `events` (of verifyTrail(), at least one): the step, and behind the
// end of the last node the end of the case's handling. Usage: no such step, `by` is no number of
// staff, or materials or a node with another step; NotFound: no such material; CaseEventInvalid: it
// cannot follow, as a payment that was not asked for, a material that is not owed, or anything on a
// case that was refused or is decided; ClockWrong: nothing is dated by a clock that is unknown;
// ChainBroken: the trail has what this version does not know; also as checkNodeStep().
Result<std::vector<CaseEvent>> stepEvents(const StepOrder& order,
                                          const std::vector<CaseEvent>& events,
                                          const protocol::CaseBody& body,
                                          const matter::Matter* matter, GradedTime now);

// The stops that are open, and which there were, in the order of their beginning.
struct Stops {
    std::vector<matter::StopReason> open, ended;
    bool decided = false;
    std::vector<std::string> materials; // of the correction that is open
    std::string code;                   // why it was asked for; may be empty
};
Stops stopsOf(const std::vector<CaseEvent>& events);

// The value of a detail; empty when there is none.
std::string detailOf(const CaseEvent& event, std::string_view name);

} // namespace jiujin::server
