#include "platform/server/casework/case_steps.h"

#include "platform/matter/matter.h"
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_nodes.h"
#include "platform/server/casework/case_promise.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace jiujin::server {

namespace {

using matter::ClockStep;
using matter::StopReason;

constexpr std::string_view correctionAsked = "correction-asked", materialsDetail = "materials",
                           decided = "decided";

constexpr std::array<CaseStep, 10> steps{{
    {correctionAsked, ClockStep::Stop, StopReason::Correction},
    {"correction-received", ClockStep::Resume, StopReason::Correction},
    {"special-begun", ClockStep::Stop, StopReason::SpecialProcedure},
    {"special-ended", ClockStep::Resume, StopReason::SpecialProcedure},
    {"payment-asked", ClockStep::Stop, StopReason::Payment},
    {"paid", ClockStep::Resume, StopReason::Payment},
    {materialReceived, ClockStep::Witness, StopReason::Correction},
    {nodeBegun, ClockStep::Witness, StopReason::Correction},
    {nodeEnded, ClockStep::Witness, StopReason::Correction},
    {decided, ClockStep::End, StopReason::Correction},
}};

bool isNodeStep(std::string_view kind) {
    return kind == nodeBegun || kind == nodeEnded;
}

Result<void> checkOrder(const StepOrder& order, ClockGrade grade) {
    if (caseStep(order.kind) == nullptr)
        return Error(ErrorCode::Usage, order.kind + " is no step; one of " + stepNames());
    if (!isStaffId(order.by))
        return Error(ErrorCode::Usage, "who records it: give --by with the number of a post, as "
                                       "MSR-0231: 1 to 4 capital letters, a hyphen, 2 to 8 digits");
    if (!order.node.empty() && !isNodeStep(order.kind))
        return Error(ErrorCode::Usage, "a node belongs to node-begun and node-ended");
    if (grade == ClockGrade::Unknown)
        return Error(ErrorCode::ClockWrong, "set the clock first: the step is dated by it");
    return {};
}

// For the clock it is a witness, which may stand anywhere: that it can follow is judged here.
Result<void> checkReceived(const StepOrder& order, const std::vector<CaseEvent>& events,
                           const protocol::CaseBody& body) {
    if (order.materials.empty())
        return Error(ErrorCode::Usage, "which material came: give --material");
    for (const std::string& id : order.materials)
        if (!isOwed(id, events, body))
            return Error(ErrorCode::CaseEventInvalid,
                         "material " + id +
                             " is not owed: it was not to come later, is here or "
                             "was asked for again, or the case is not handled; "
                             "`case show` tells what was recorded");
    return {};
}

Result<void> checkMaterials(const StepOrder& order, const std::vector<CaseEvent>& events,
                            const protocol::CaseBody& body, const matter::Matter* matter) {
    const bool received = order.kind == materialReceived;
    if (!order.materials.empty() && order.kind != correctionAsked && !received)
        return Error(ErrorCode::Usage,
                     "materials belong to correction-asked and material-received");
    for (const std::string& id : order.materials)
        if (matter == nullptr ||
            std::ranges::count(matter->materials, id, &matter::Material::id) == 0)
            return Error(ErrorCode::NotFound, "the matter has no material " + id);
    return received ? checkReceived(order, events, body) : Result<void>();
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

CaseEvent eventOf(const StepOrder& order, const protocol::CaseBody& body,
                  const matter::Matter* matter, GradedTime now) {
    CaseEvent event{
        now.time, order.kind, "staff:" + order.by, {{"clock", std::string(nameOf(now.grade))}}};
    if (!order.materials.empty())
        event.details.emplace_back(materialsDetail, joined(order.materials));
    if (!isNodeStep(order.kind))
        return event;
    const matter::Words& authority = matter->chain.node(order.node)->authority;
    event.details.insert(event.details.end(),
                         {{"node", order.node},
                          {"order", matter::orderFor(matter->chain, body.answers)->id},
                          {"body", authority.zh + " / " + authority.en}});
    return event;
}

} // namespace

std::span<const CaseStep> caseSteps() {
    return steps;
}

std::string stepNames() {
    std::string all;
    for (const CaseStep& each : steps)
        all.append(all.empty() ? "" : ", ").append(each.kind);
    return all;
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

bool isStaffId(std::string_view text) {
    const std::size_t hyphen = text.find('-');
    if (hyphen == std::string_view::npos || hyphen < 1 || hyphen > 4)
        return false;
    const std::string_view office = text.substr(0, hyphen), digits = text.substr(hyphen + 1);
    return digits.size() >= 2 && digits.size() <= 8 &&
           std::ranges::all_of(office, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

Result<std::vector<CaseEvent>> stepEvents(const StepOrder& order,
                                          const std::vector<CaseEvent>& events,
                                          const protocol::CaseBody& body,
                                          const matter::Matter* matter, GradedTime now) {
    JIUJIN_TRY(checkOrder(order, now.grade));
    JIUJIN_TRY(checkMaterials(order, events, body, matter));
    if (isNodeStep(order.kind))
        JIUJIN_TRY(checkNodeStep(order.kind, order.node, events, body, matter));
    std::vector<CaseEvent> all = events;
    all.push_back(eventOf(order, body, matter, now));
    if (order.kind == nodeEnded && nodesOf(all, body, matter).allEnded())
        all.push_back(eventOf({std::string(decided), order.by}, body, matter, now));
    const auto follows = checkFollows(all, body, now);
    if (!follows.ok() && follows.error().code == ErrorCode::CaseEventInvalid)
        return Error(ErrorCode::CaseEventInvalid, order.kind + " cannot follow " +
                                                      events.back().kind +
                                                      ": `case show` tells what was recorded");
    if (!follows.ok())
        return follows.error();
    return std::vector<CaseEvent>(all.begin() + static_cast<std::ptrdiff_t>(events.size()),
                                  all.end());
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
            stops.code = detailOf(event, "code");
        }
    }
    return stops;
}

} // namespace jiujin::server
