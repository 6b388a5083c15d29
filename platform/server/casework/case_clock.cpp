#include "platform/server/casework/case_clock.h"

#include "platform/server/casework/case_nodes.h"
#include "platform/server/casework/case_steps.h"

#include <map>

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

// The events of a case as the clock of one node sees them.
class NodeClock {
public:
    explicit NodeClock(std::string node) : node_(std::move(node)) {}

    void take(const CaseEvent& event, ClockEvent seen) {
        const bool own = detailOf(event, "node") == node_;
        if (event.kind == nodeBegun && own)
            return start(seen);
        const bool ends = seen.step == ClockStep::End || (event.kind == nodeEnded && own);
        follow(seen);
        if (ends)
            seen.step = ClockStep::End;
        if (!running_ || seen.step == ClockStep::Start)
            seen.step = ClockStep::Witness;
        running_ = running_ && !ends;
        events_.push_back(std::move(seen));
    }
    std::vector<ClockEvent> events() && { return std::move(events_); }

private:
    // What is stopped already stops the node from its first moment.
    void start(ClockEvent seen) {
        running_ = true;
        seen.step = ClockStep::Start;
        events_.push_back(seen);
        for (const auto& [stop, event] : open_)
            events_.push_back({ClockStep::Stop, seen.time, event.reason, stop});
    }
    void follow(const ClockEvent& seen) {
        if (seen.step == ClockStep::Stop)
            open_[seen.stop] = seen;
        if (seen.step == ClockStep::Resume)
            open_.erase(seen.stop);
    }

    const std::string node_;
    std::map<std::string, ClockEvent> open_;
    std::vector<ClockEvent> events_;
    bool running_ = false;
};

} // namespace

Result<std::vector<ClockEvent>> nodeClockOf(const std::string& node,
                                            const std::vector<CaseEvent>& events,
                                            const protocol::CaseBody& body) {
    JIUJIN_TRY_ASSIGN(const auto all, clockEventsOf(events, body));
    NodeClock clock(node);
    for (std::size_t i = 0; i < events.size(); ++i)
        clock.take(events[i], all[i + 1]); // behind the filing
    return std::move(clock).events();
}

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
