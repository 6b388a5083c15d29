#include "platform/server/casework/case_state.h"

#include "platform/server/casework/case_change.h"
#include "platform/server/casework/case_nodes.h"
#include "platform/server/casework/case_promise.h"
#include "platform/server/casework/case_steps.h"

#include <algorithm>

namespace jiujin::server {

namespace {

using matter::StopReason;
using matter::Words;
using protocol::CaseState;

void say(CaseState& state, std::string_view name, const Words& now, const Words& next) {
    state.state = name;
    state.stateZh = now.zh;
    state.stateEn = now.en;
    state.nextZh = next.zh;
    state.nextEn = next.en;
}

Words wordsOf(StopReason reason) {
    switch (reason) {
    case StopReason::Correction:
        return {"补正", "a correction"};
    case StopReason::SpecialProcedure:
        return {"特别程序", "a special procedure"};
    case StopReason::Payment:
        return {"缴费", "a payment"};
    }
    return {};
}

// "（因补正、缴费暂停过，已经顺延）"; empty when the clock never stopped.
Words stretchedBy(const Stops& stops) {
    Words reasons;
    for (const StopReason reason : stops.ended) {
        reasons.zh.append(reasons.zh.empty() ? "" : "、").append(wordsOf(reason).zh);
        reasons.en.append(reasons.en.empty() ? "" : ", ").append(wordsOf(reason).en);
    }
    if (reasons.zh.empty())
        return {};
    return {"（因" + reasons.zh + "暂停过，已经顺延）",
            " (it was stopped for " + reasons.en + " and is so much longer)"};
}

void tellChecking(CaseState& state, const Stops& stops, const Told& owed, const Told& promised) {
    const Words checking{"中心已经收到，正在审核。",
                         "The centre has received it and is checking it."};
    state.due = owed.words.zh.empty() ? promised.day : owed.day;
    const Words stretched = stretchedBy(stops);
    if (!owed.words.zh.empty())
        say(state, "checking", checking,
            {owed.words.zh + "，逾期可能不予受理。",
             owed.words.en + (owed.day.empty() ? "; later it may not be accepted."
                                               : "; after that day it may not be accepted.")});
    else if (!promised.words.zh.empty())
        say(state, "checking", checking,
            {"不用做什么。按承诺的时限，" + promised.words.zh + stretched.zh + "。",
             "Nothing is needed from you: " + promised.words.en + stretched.en + "."});
    else
        say(state, "checking", checking,
            {"不用做什么，请等待结果。",
             "Nothing is needed from you; please wait for the result."});
}

// Not which, nor why: that is the applicant's own affair, and the code may have been found.
void tellSpared(CaseState& state, int spared) {
    if (spared == 0)
        return;
    const std::string count = std::to_string(spared);
    state.nextZh += "有 " + count + " 项材料核实后不用再交。";
    state.nextEn += spared == 1 ? " One material need not be handed in after all."
                                : " " + count + " materials need not be handed in after all.";
}

// An answer about one case has one length, whatever it tells: more than this is counted instead.
constexpr std::size_t longestNames = 200, longestNodes = 220;

// "：户口簿、照片"; empty when no material was named.
Words namesOf(const std::vector<std::string>& ids, const matter::Matter* matter) {
    Words names;
    for (const std::string& id : ids) {
        Words name{id, id};
        if (matter != nullptr)
            for (const matter::Material& material : matter->materials)
                if (material.id == id)
                    name = material.name;
        names.zh.append(names.zh.empty() ? "：" : "、").append(name.zh);
        names.en.append(names.en.empty() ? ": " : ", ").append(name.en);
    }
    if (names.zh.size() <= longestNames && names.en.size() <= longestNames)
        return names;
    const std::string count = std::to_string(ids.size());
    return {"（共 " + count + " 项材料）", " (" + count + " materials)"};
}

struct Stopped {
    std::string_view state;
    Words now, next;
};

// Not why: that may be the applicant's credit, which is nobody else's affair.
Stopped toldOfWays(const Words& materials) {
    return {"correction",
            {"有的材料不能按申请时选的方式提供，需要您补正，等待期间不计入办理时限。",
             "A material cannot be provided in the way that was chosen; the time until it is "
             "corrected does not count."},
            {"请把材料带到窗口，不能只作承诺，也不能以后再补" + materials.zh + "。",
             "Please bring to a counter what can neither be committed to nor follow later" +
                 materials.en + "."}};
}

Stopped toldOf(StopReason reason, const Stops& stops, const Words& materials) {
    switch (reason) {
    case StopReason::Correction:
        if (stops.code == codeOf(ErrorCode::MaterialWayClosed))
            return toldOfWays(materials);
        return {"correction",
                {"需要您补正，等待期间不计入办理时限。",
                 "Something must be corrected by you; the time until then does not count."},
                {"请按通知补正" + materials.zh + "。",
                 "Please correct it as you were told" + materials.en + "."}};
    case StopReason::Payment:
        return {"payment",
                {"正在等待缴费，等待期间不计入办理时限。",
                 "It waits for your payment; the time until then does not count."},
                {"请按通知缴费。", "Please pay as you were told."}};
    case StopReason::SpecialProcedure:
        return {"special",
                {"正在进行特别程序（如听证、检验、鉴定、专家评审），所需时间不计入办理时限。",
                 "A special procedure is under way, as a hearing or an appraisal; its time does "
                 "not count."},
                {"特别程序不用您做什么，请等待。",
                 "For the special procedure nothing is needed from you."}};
    }
    return {};
}

// Every reason is told; the first that wants something of the citizen names the state.
void tellStopped(CaseState& state, const Stops& stops, const matter::Matter* matter) {
    const Words materials = namesOf(stops.materials, matter);
    std::string_view name;
    Words now, next;
    for (const StopReason reason :
         {StopReason::Correction, StopReason::Payment, StopReason::SpecialProcedure}) {
        if (std::ranges::count(stops.open, reason) == 0)
            continue;
        const Stopped told = toldOf(reason, stops, materials);
        name = name.empty() ? told.state : name;
        const std::string_view gap = now.en.empty() ? "" : " ";
        now.zh.append(told.now.zh);
        now.en.append(gap).append(told.now.en);
        next.zh.append(told.next.zh);
        next.en.append(gap).append(told.next.en);
    }
    say(state, name, now, next);
    if (name == "correction")
        state.code = stops.code;
}

void tellNodes(CaseState& state, const Nodes& nodes) {
    // Beside several reasons for which it stands still there is room for numbers alone.
    const bool wide = state.stateZh.size() + state.nextZh.size() <= 2 * longestNodes;
    const Words words = nodeWords(nodes, wide ? longestNodes : 0);
    state.stateZh += words.zh;
    state.stateEn.append(words.en.empty() ? "" : " ").append(words.en);
}

void tellRefused(CaseState& state, const CaseEvent& event) {
    state.code = detailOf(event, "code");
    say(state, "refused", {"中心没有接受这次申请。", "The centre did not take this application."},
        {"请带身份证和收件凭证到窗口，或者重新申请。",
         "Please go to a counter with identity card and receipt, or apply again."});
}

const CaseEvent* judgementIn(const std::vector<CaseEvent>& events) {
    const auto found = std::ranges::find_if(events, [](const CaseEvent& event) {
        return event.kind == "refused" || event.kind == "recalled" ||
               event.kind == "accepted-for-checking";
    });
    return found == events.end() ? nullptr : &*found;
}

} // namespace

Result<CaseState> caseStateOf(const std::string& number, const std::vector<CaseEvent>& events,
                              const protocol::CaseBody& body, const Rulebook& rules) {
    CaseState state;
    state.number = number;
    state.taken = body.filed.time;
    const matter::Matter* matter = rules.matterOf(events, body);
    const CaseEvent* judged = judgementIn(events);
    const Stops stops = stopsOf(events);
    if (judged == nullptr) {
        say(state, "recorded", {"中心已经收到。", "The centre has received it."},
            {"不用做什么，请过一会儿再查。",
             "Nothing is needed from you; please look again later."});
    } else if (judged->kind == "refused") {
        tellRefused(state, *judged);
    } else if (judged->kind == "recalled") {
        tellRecalled(state, *judged, events, rules);
    } else if (stops.decided) {
        say(state, "decided", {"已经办结。", "It has been decided."},
            {"请按通知领取结果，或到窗口询问。",
             "Please fetch the result as you were told, or ask at a counter."});
    } else if (!stops.open.empty()) {
        tellStopped(state, stops, matter);
    } else {
        JIUJIN_TRY_ASSIGN(const Told promised,
                          promisedResult(events, body, matter, rules.calendar));
        tellChecking(state, stops, owedMaterial(events, body, matter, rules.calendar), promised);
        tellSpared(state, sparedMaterials(events));
    }
    if (judged == nullptr || judged->kind != "accepted-for-checking")
        return state;
    // Before the nodes, whose names take what room is left.
    tellRuleChange(state, events, rules);
    tellNodes(state, nodesOf(events, body, matter));
    return state;
}

} // namespace jiujin::server
