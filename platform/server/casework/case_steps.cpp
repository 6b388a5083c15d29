#include "platform/server/casework/case_steps.h"

#include "platform/matter/matter.h"
#include "platform/server/casework/case_clock.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace jiujin::server {

namespace {

using matter::ClockStep;
using matter::StopReason;

constexpr std::string_view correctionAsked = "correction-asked", materialsDetail = "materials";

constexpr std::array<CaseStep, 7> steps{{
    {correctionAsked, ClockStep::Stop, StopReason::Correction},
    {"correction-received", ClockStep::Resume, StopReason::Correction},
    {"special-begun", ClockStep::Stop, StopReason::SpecialProcedure},
    {"special-ended", ClockStep::Resume, StopReason::SpecialProcedure},
    {"payment-asked", ClockStep::Stop, StopReason::Payment},
    {"paid", ClockStep::Resume, StopReason::Payment},
    {"decided", ClockStep::End, StopReason::Correction},
}};

Error unknownStep(const std::string& kind) {
    std::string all;
    for (const CaseStep& each : steps)
        all.append(all.empty() ? "" : ", ").append(each.kind);
    return {ErrorCode::Usage, kind + " is no step; one of " + all};
}

Result<void> checkMaterials(const StepOrder& order, const matter::Matter* matter) {
    if (!order.materials.empty() && order.kind != correctionAsked)
        return Error(ErrorCode::Usage, "materials belong to correction-asked");
    for (const std::string& id : order.materials)
        if (matter == nullptr ||
            std::ranges::count(matter->materials, id, &matter::Material::id) == 0)
            return Error(ErrorCode::NotFound, "the matter has no material " + id);
    return {};
}

// By the very rules of the clock; which limit is counted does not matter to them.
Result<void> checkFollows(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                          GradedTime now) {
    JIUJIN_TRY_ASSIGN(const auto clock, clockEventsOf(events, body));
    JIUJIN_TRY(matter::readClock({matter::LimitUnit::Hours, 1}, clock,
                                 {std::max(now.time, events.back().time), ClockGrade::Network},
                                 matter::LegalCalendar()));
    return {};
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : " ").append(word);
    return text;
}

} // namespace

std::span<const CaseStep> caseSteps() {
    return steps;
}

const CaseStep* caseStep(std::string_view kind) {
    const auto found = std::ranges::find(steps, kind, &CaseStep::kind);
    return found == steps.end() ? nullptr : &*found;
}

std::string detailOf(const CaseEvent& event, std::string_view name) {
    for (const auto& [key, value] : event.details)
        if (key == name)
            return value;
    return {};
}

Result<CaseEvent> stepEvent(const StepOrder& order, const std::vector<CaseEvent>& events,
                            const protocol::CaseBody& body, const matter::Matter* matter,
                            GradedTime now) {
    if (caseStep(order.kind) == nullptr)
        return unknownStep(order.kind);
    if (now.grade == ClockGrade::Unknown)
        return Error(ErrorCode::ClockWrong, "set the clock first: the step is dated by it");
    JIUJIN_TRY(checkMaterials(order, matter));
    CaseEvent event{
        now.time, order.kind, "platform:staff", {{"clock", std::string(nameOf(now.grade))}}};
    if (!order.materials.empty())
        event.details.emplace_back(materialsDetail, joined(order.materials));
    std::vector<CaseEvent> all = events;
    all.push_back(event);
    const auto follows = checkFollows(all, body, now);
    if (!follows.ok())
        return Error(follows.error().code, order.kind + " cannot follow " + events.back().kind +
                                               ": `case show` tells "
                                               "what was recorded");
    return event;
}

Stops stopsOf(const std::vector<CaseEvent>& events) {
    Stops stops;
    for (const CaseEvent& event : events) {
        const CaseStep* step = caseStep(event.kind);
        if (step == nullptr)
            continue;
        if (step->step == ClockStep::End)
            stops.decided = true;
        if (step->step == ClockStep::Stop)
            stops.open.push_back(step->reason);
        if (step->step == ClockStep::Resume) {
            std::erase(stops.open, step->reason);
            if (std::ranges::count(stops.ended, step->reason) == 0)
                stops.ended.push_back(step->reason);
        }
        if (event.kind == correctionAsked) {
            std::istringstream ids(detailOf(event, materialsDetail));
            stops.materials.assign(std::istream_iterator<std::string>(ids), {});
        }
    }
    return stops;
}

} // namespace jiujin::server
