#include "platform/server/casework/case_change.h"

#include "platform/server/casework/case_steps.h"
#include "platform/server/casework/filing_judge.h"

namespace jiujin::server {

namespace {

using matter::Words;
using protocol::CaseState;

// An answer about one case has one length, whatever it tells: beside three reasons for which the
// case stands still and the names of materials there is room for so much.
constexpr std::size_t longestNotice = 160;

Words noticeOf(const CaseEvent& change, const Rulebook& rules) {
    const matter::Matter* newer =
        rules.find({detailOf(change, "newMatter"), detailOf(change, "newVersion")});
    const bool fits = newer != nullptr && !newer->change.notice.zh.empty() &&
                      newer->change.notice.zh.size() <= longestNotice &&
                      newer->change.notice.en.size() <= longestNotice;
    return fits ? newer->change.notice
                : Words{"请到窗口查看通知。", "Please see the notice at a counter."};
}

// Why the correction that is open was asked for; empty when not because of the change.
std::string codeOfCorrection(const std::vector<CaseEvent>& events, const CaseState& state) {
    if (state.state != "correction")
        return {};
    const std::string code = stopsOf(events).code;
    return code == jiujin::codeOf(ErrorCode::MaterialWayClosed) ? std::string() : code;
}

Words wordsOfCode(const std::string& code) {
    ErrorCode known{};
    if (!errorFromCode(code, known))
        return {};
    return {std::string(wordsOf(known, Language::Chinese)),
            std::string(wordsOf(known, Language::English))};
}

struct Recall {
    Words now, next;
};

// The words of the codes are for who is about to file, or must correct: of this one nothing is
// handled any more, and nothing is to be corrected.
Recall recallOf(const std::string& code) {
    if (code == jiujin::codeOf(ErrorCode::MatterWithdrawn))
        return {
            {"这个事项已经取消，您的申请没有办理，已经撤回。",
             "This matter has been abolished. Your application was not handled and is recalled."},
            {"不用补办什么。", "You need not do anything."}};
    if (code == jiujin::codeOf(ErrorCode::MatterPaused))
        return {{"这个事项暂停办理，您的申请没有办理，已经撤回。",
                 "This matter is suspended. Your application was not handled and is recalled."},
                {"恢复办理以后，请重新申请。", "Please apply again when it is resumed."}};
    return {
        {"这个事项的规定在您申请之后变了，您的申请没有办理，已经撤回。",
         "The rules of this matter changed after you applied. Your application was not handled "
         "and is recalled."},
        {"还要办的，请按新规定重新申请。", "If you still need it, please apply by the new rules."}};
}

void add(CaseState& state, const Words& now, const Words& next) {
    state.stateZh += now.zh;
    state.stateEn += (now.en.empty() ? "" : " ") + now.en;
    state.nextZh += next.zh;
    state.nextEn += (next.en.empty() ? "" : " ") + next.en;
}

} // namespace

void tellRecalled(CaseState& state, const CaseEvent& recalled, const std::vector<CaseEvent>& events,
                  const Rulebook& rules) {
    state.state = "recalled";
    state.code = detailOf(recalled, "code");
    const Recall words = recallOf(state.code);
    state.stateZh = words.now.zh;
    state.stateEn = words.now.en;
    state.nextZh = words.next.zh;
    state.nextEn = words.next.en;
    if (const CaseEvent* change = ruleChangeIn(events))
        add(state, {}, noticeOf(*change, rules));
}

void tellRuleChange(CaseState& state, const std::vector<CaseEvent>& events, const Rulebook& rules) {
    const CaseEvent* change = ruleChangeIn(events);
    if (change == nullptr)
        return;
    if (const std::string code = codeOfCorrection(events, state); !code.empty())
        return add(state, wordsOfCode(code), noticeOf(*change, rules));
    if (detailOf(*change, "transition") == nameOf(matter::Transition::AsFiled))
        add(state,
            {"规定在您申请之后变了，您的申请仍按申请时的规定办理。",
             "The rules changed after you applied; yours is handled by those of that time."},
            {});
    else if (detailOf(*change, "transition") == nameOf(matter::Transition::Convert))
        add(state,
            {"规定在您申请之后变了，您的申请按新规定办理。",
             "The rules changed after you applied; yours is handled by the new ones."},
            // Of what is decided nothing is asked any more.
            state.state == "decided" ? Words() : noticeOf(*change, rules));
}

} // namespace jiujin::server
