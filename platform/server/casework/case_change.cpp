#include "platform/server/casework/case_change.h"

#include "platform/server/casework/case_steps.h"
#include "platform/server/casework/filing_judge.h"

#include <algorithm>

namespace jiujin::server {

namespace {

using matter::Words;
using protocol::CaseState;

// An answer about one case has one length, whatever it tells.
constexpr std::size_t longestNotice = 240;

Words noticeOf(const CaseEvent& change, const Rulebook& rules) {
    const matter::Matter* newer =
        rules.find({detailOf(change, "newMatter"), detailOf(change, "newVersion")});
    const bool fits = newer != nullptr && !newer->change.notice.zh.empty() &&
                      newer->change.notice.zh.size() <= longestNotice &&
                      newer->change.notice.en.size() <= longestNotice;
    return fits ? newer->change.notice
                : Words{"请到窗口查看通知。", "Please see the notice at a counter."};
}

// Empty for a case that is not, or no longer, held by the change itself.
std::string codeIn(const std::vector<CaseEvent>& events, const CaseState& state) {
    const std::string_view kind = state.state == "correction" ? "correction-asked" : "recalled";
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [&](const CaseEvent& event) { return event.kind == kind; });
    const std::string code = last == events.rend() ? std::string() : detailOf(*last, "code");
    return code == jiujin::codeOf(ErrorCode::MaterialWayClosed) ? std::string() : code;
}

Words wordsOfCode(const std::string& code) {
    ErrorCode known{};
    if (!errorFromCode(code, known))
        return {};
    return {std::string(wordsOf(known, Language::Chinese)),
            std::string(wordsOf(known, Language::English))};
}

void add(CaseState& state, const Words& now, const Words& next) {
    state.stateZh += now.zh;
    state.stateEn += (now.en.empty() ? "" : " ") + now.en;
    state.nextZh += next.zh;
    state.nextEn += (next.en.empty() ? "" : " ") + next.en;
}

void tellHeld(CaseState& state, const std::string& code, const Words& notice) {
    const Words words = wordsOfCode(code);
    state.code = code;
    if (state.state == "correction")
        return add(state, words, notice);
    state.state = "recalled";
    state.stateZh = words.zh;
    state.stateEn = words.en;
    state.nextZh = notice.zh;
    state.nextEn = notice.en;
}

} // namespace

void tellRuleChange(CaseState& state, const std::vector<CaseEvent>& events, const Rulebook& rules) {
    const CaseEvent* change = ruleChangeIn(events);
    if (change == nullptr)
        return;
    const Words notice = noticeOf(*change, rules);
    if (const std::string code = codeIn(events, state); !code.empty() && state.state != "checking")
        return tellHeld(state, code, notice);
    if (state.state != "checking")
        return;
    if (detailOf(*change, "transition") == nameOf(matter::Transition::AsFiled))
        add(state,
            {"规定在您申请之后变了，您的申请仍按申请时的规定办理。",
             "The rules changed after you applied; yours is handled by those of that time."},
            {});
    else if (detailOf(*change, "transition") == nameOf(matter::Transition::Convert))
        add(state,
            {"规定在您申请之后变了，您的申请按新规定办理。",
             "The rules changed after you applied; yours is handled by the new ones."},
            notice);
}

} // namespace jiujin::server
