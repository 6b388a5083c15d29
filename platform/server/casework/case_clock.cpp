#include "platform/server/casework/case_clock.h"

#include "platform/server/casework/case_steps.h"

namespace jiujin::server {

namespace {

using matter::ClockEvent;
using matter::ClockStep;

// A refusal or a recall before acceptance neither starts a clock nor ends one.
std::optional<ClockStep> judgedStep(const std::string& kind) {
    if (kind == "received" || kind == "rule-changed" || kind == "refused" || kind == "recalled")
        return ClockStep::Witness;
    if (kind == "accepted-for-checking")
        return ClockStep::Start;
    return std::nullopt;
}

// Each reason stops once at a time, so that its name tells which stop it is.
ClockEvent recordedStep(const CaseEvent& event, const CaseStep& step) {
    const auto grade = clockGradeFrom(detailOf(event, "clock"));
    ClockEvent out{step.step, {event.time, grade.ok() ? *grade : ClockGrade::Drift}, step.reason};
    if (step.step == ClockStep::Stop || step.step == ClockStep::Resume)
        out.stop = nameOf(step.reason);
    return out;
}

// A terminal whose clock is ahead of the centre's, whatever it says of itself, moves no time of the
// centre's.
GradedTime filedTime(const GradedTime& filed, WallTime received) {
    const bool ahead = filed.time > received && filed.grade == ClockGrade::Network;
    return ahead ? GradedTime{filed.time, ClockGrade::Drift} : filed;
}

} // namespace

Result<std::vector<ClockEvent>> clockEventsOf(const std::vector<CaseEvent>& events,
                                              const protocol::CaseBody& body) {
    std::vector<ClockEvent> out{{ClockStep::Witness, filedTime(body.filed, events.front().time)}};
    for (const CaseEvent& event : events) {
        if (const CaseStep* step = caseStep(event.kind)) {
            out.push_back(recordedStep(event, *step));
            continue;
        }
        const auto judged = judgedStep(event.kind);
        if (!judged)
            return Error(ErrorCode::ChainBroken, "event " + std::to_string(out.size()) +
                                                     ": this version does not know its kind");
        out.push_back({*judged, {event.time, ClockGrade::Network}});
    }
    return out;
}

} // namespace jiujin::server
