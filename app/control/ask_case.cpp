#include "app/control/ask_case.h"

#include "app/control/ask_terminal.h"
#include "app/control/trust.h"
#include "app/link/ask_call.h"
#include "platform/formats/case_number.h"
#include "platform/protocol/shapes.h"

#include <algorithm>
#include <istream>

namespace jiujin::control {

namespace {

// A witness takes its time.
constexpr std::chrono::seconds patience{20}, patienceWithWitness{50};

struct Trust {
    seal::Certificate root, seal, acknowledge;
};

Result<Trust> loadTrust(const std::filesystem::path& enrolment, WallTime now) {
    JIUJIN_TRY_ASSIGN(auto root, seal::Certificate::fromFile(enrolment / "root.pem"));
    JIUJIN_TRY_ASSIGN(auto seal, seal::Certificate::fromFile(enrolment / "trust" / "seal.pem"));
    JIUJIN_TRY_ASSIGN(auto words,
                      seal::Certificate::fromFile(enrolment / "trust" / "acknowledge.pem"));
    JIUJIN_TRY(seal::verifyLeaf(seal, root, seal::Role::Seal, now));
    JIUJIN_TRY(seal::verifyLeaf(words, root, seal::Role::Acknowledge, now));
    JIUJIN_TRY(checkNotRevoked(enrolment, root, {seal, words}));
    return Trust{std::move(root), std::move(seal), std::move(words)};
}

// What is left without blanks and dashes, in capitals.
std::string capitals(std::string_view typed) {
    std::string text;
    for (const char c : typed)
        if (c != ' ' && c != '-' && c != '\r' && c != '\t')
            text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

Result<protocol::AskAnswer> carried(const AskFolder& from, const Trust& trust,
                                    const seal::PreparedAsk& ask, const Clock& clock) {
    const auto left = std::chrono::ceil<std::chrono::seconds>(ask.until - clock.steady()) +
                      std::chrono::seconds(5);
    JIUJIN_TRY_ASSIGN(const std::string line,
                      talk(from.socket, link::encode(link::AskCall{encode(ask.head), ask.sealed}),
                           std::max(left, std::chrono::seconds(1))));
    JIUJIN_TRY_ASSIGN(auto sealed, link::decodeAskResult(line));
    JIUJIN_TRY_ASSIGN(auto answer, seal::openAnswer(ask, {ask.head.askId, std::move(sealed)},
                                                    trust.acknowledge, clock.steady()));
    ErrorCode why{};
    if (!answer.code.empty())
        return Error(errorFromCode(answer.code, why) ? why : ErrorCode::TokenMalformed,
                     "the inner zone's answer");
    return answer;
}

} // namespace

Result<std::string> caseNumberFrom(std::string_view typed) {
    JIUJIN_TRY_ASSIGN(const auto number, formats::CaseNumber::parse(capitals(typed)));
    return number.text();
}

Result<Secret> lookupCodeFrom(std::istream& input) {
    std::string line;
    std::getline(input, line);
    std::string code = capitals(line);
    wipe(line);
    for (char& c : code) {
        c = c == 'O' ? '0' : c;
        c = c == 'I' || c == 'L' ? '1' : c;
    }
    const bool right = protocol::isLookupCode(code);
    const Secret secret(code);
    wipe(code);
    if (!right)
        return Error(ErrorCode::Usage, "a lookup code has 16 characters; it stands on the receipt");
    return secret;
}

Result<protocol::CaseState> askCase(const AskFolder& from, const std::string& caseNumber,
                                    const Secret& lookupCode, const Clock& clock) {
    JIUJIN_TRY_ASSIGN(const Trust trust, loadTrust(from.enrolment, clock.wall().time));
    const seal::Question question{protocol::AskKind::CaseState, {}, caseNumber, lookupCode};
    JIUJIN_TRY_ASSIGN(const auto ask, seal::prepareAsk(question, trust.seal, clock, patience));
    JIUJIN_TRY_ASSIGN(auto answer, carried(from, trust, ask, clock));
    if (answer.cases.size() != 1 || answer.cases.front().number != caseNumber)
        return Error(ErrorCode::AskMismatch, "the answer tells of another case");
    return std::move(answer.cases.front());
}

Result<std::vector<protocol::CaseState>>
askCases(const AskFolder& from, const seal::Witness& witness, const Clock& clock) {
    JIUJIN_TRY_ASSIGN(const Trust trust, loadTrust(from.enrolment, clock.wall().time));
    const seal::Question question{protocol::AskKind::MyCases, {witness ? "L2" : "L1", {}}, {}, {}};
    JIUJIN_TRY_ASSIGN(const auto ask,
                      seal::prepareAsk(question, trust.seal, clock,
                                       witness ? patienceWithWitness : patience, witness));
    JIUJIN_TRY_ASSIGN(auto answer, carried(from, trust, ask, clock));
    return std::move(answer.cases);
}

std::string caseText(const protocol::CaseState& state) {
    std::string text = "办件编号 case number  " + state.number + "\n申报时间 filed        " +
                       toLocalMinute(state.taken) + "\n目前状态 state        " + state.stateZh +
                       "\n                      " + state.stateEn + "\n";
    if (!state.code.empty())
        text += "原因代码 code         " + state.code + "\n";
    text +=
        "下一步   next         " + state.nextZh + "\n                      " + state.nextEn + "\n";
    if (!state.due.empty())
        text += "期限     due          " + state.due + "\n";
    return text;
}

} // namespace jiujin::control
