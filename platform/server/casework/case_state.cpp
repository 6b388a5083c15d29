#include "platform/server/casework/case_state.h"

#include "platform/matter/check.h"

#include <algorithm>

namespace jiujin::server {

namespace {

using protocol::CaseState;

std::string detailOf(const CaseEvent& event, std::string_view name) {
    for (const auto& [key, value] : event.details)
        if (key == name)
            return value;
    return {};
}

// The first day by which a material was promised; empty when none is owed.
std::string owedUntil(const protocol::CaseBody& body) {
    std::string first;
    for (const protocol::MaterialState& material : body.materials)
        if (!material.dueDate.empty() && (first.empty() || material.dueDate < first))
            first = material.dueDate;
    return first;
}

void tellChecking(CaseState& state, const CaseEvent& event, const protocol::CaseBody& body,
                  const matter::Matter* matter) {
    state.state = "checking";
    state.stateZh = "中心已经收到，正在审核。";
    state.stateEn = "The centre has received it and is checking it.";
    state.due = owedUntil(body);
    if (!state.due.empty()) {
        state.nextZh = "请在 " + state.due + " 之前补交材料，逾期可能不予受理。";
        state.nextEn = "Please hand in what is missing by " + state.due +
                       "; after that day it may not be accepted.";
    } else if (matter != nullptr && matter->promisedWorkingDays > 0) {
        state.due = matter::dueDate(matter::localDay(event.time), matter->promisedWorkingDays);
        state.nextZh = "不用做什么。按承诺的时限，应当在 " + state.due + " 之前有结果。";
        state.nextEn =
            "Nothing is needed from you. The promised time for a result ends on " + state.due + ".";
    } else {
        state.nextZh = "不用做什么，请等待结果。";
        state.nextEn = "Nothing is needed from you; please wait for the result.";
    }
}

void tellRefused(CaseState& state, const CaseEvent& event) {
    state.state = "refused";
    state.code = detailOf(event, "code");
    state.stateZh = "中心没有接受这次申请。";
    state.stateEn = "The centre did not take this application.";
    state.nextZh = "请带身份证和收件凭证到窗口，或者重新申请。";
    state.nextEn = "Please go to a counter with identity card and receipt, or apply again.";
}

} // namespace

CaseState caseStateOf(const std::string& number, const std::vector<CaseEvent>& events,
                      const protocol::CaseBody& body, const matter::Matter* matter) {
    CaseState state;
    state.number = number;
    state.taken = body.filed.time;
    const CaseEvent& last = events.back();
    if (last.kind == "refused") {
        tellRefused(state, last);
    } else if (last.kind == "accepted-for-checking") {
        tellChecking(state, last, body, matter);
    } else {
        state.state = "recorded";
        state.stateZh = "中心已经收到。";
        state.stateEn = "The centre has received it.";
        state.nextZh = "不用做什么，请过一会儿再查。";
        state.nextEn = "Nothing is needed from you; please look again later.";
    }
    return state;
}

} // namespace jiujin::server
