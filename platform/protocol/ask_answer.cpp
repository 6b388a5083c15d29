#include "platform/base/uuid.h"
#include "platform/protocol/ask.h"
#include "platform/protocol/json_reader.h"
#include "platform/protocol/padding.h"
#include "platform/protocol/shapes.h"

#include <algorithm>

namespace jiujin::protocol {

namespace {

constexpr std::initializer_list<std::size_t> answerClasses{2048, 16384, 65536};
constexpr std::size_t maxCases = 50, maxWords = 600;
constexpr JsonLimits limits{std::max(answerClasses), 4, ErrorCode::AskMalformed,
                            ErrorCode::AskMalformed, ErrorCode::AskMalformed};

std::string wordsAt(const boost::json::object& object, std::string_view key) {
    std::string words = textOf(object, key);
    require(words.size() <= maxWords, "words are too long");
    return words;
}

WallTime timeAt(const boost::json::object& object, std::string_view key) {
    return needed(fromRfc3339(textAt(object, key)), "a time is not RFC 3339");
}

CaseState readCase(const boost::json::object& object) {
    CaseState state{
        textOf(object, "number"),   textOf(object, "state"),   textOf(object, "code"),
        timeAt(object, "taken"),    textOf(object, "due"),     wordsAt(object, "stateZh"),
        wordsAt(object, "stateEn"), wordsAt(object, "nextZh"), wordsAt(object, "nextEn")};
    require(isCaseNumber(state.number), "number has the wrong shape");
    require(isName(state.state), "state is not a name");
    require(state.code.empty() || isErrorCode(state.code), "code has the wrong shape");
    require(state.due.empty() || isDay(state.due), "due is not a day");
    return state;
}

AskAnswer readAnswer(const boost::json::object& object) {
    AskAnswer answer{textOf(object, "askId"),
                     textOf(object, "nonce"),
                     timeAt(object, "given"),
                     textOf(object, "code"),
                     {}};
    require(isUuid7(answer.askId), "askId is not a UUID of version 7");
    require(answer.code.empty() || isErrorCode(answer.code), "code has the wrong shape");
    for (const auto& item : arrayAt(object, "cases", maxCases))
        answer.cases.push_back(readCase(item.as_object()));
    require(answer.code.empty() || answer.cases.empty(), "a code stands without cases only");
    return answer;
}

void write(JsonText& json, const CaseState& state) {
    json.open('{')
        .member("number", state.number)
        .member("state", state.state)
        .member("code", state.code)
        .member("taken", toRfc3339(state.taken))
        .member("due", state.due)
        .member("stateZh", state.stateZh)
        .member("stateEn", state.stateEn)
        .member("nextZh", state.nextZh)
        .member("nextEn", state.nextEn)
        .close('}');
}

} // namespace

Secret encode(const AskAnswer& answer) {
    JsonText json;
    json.open('{')
        .member("askId", answer.askId)
        .member("nonce", answer.nonce)
        .member("given", toRfc3339(answer.given))
        .member("code", answer.code)
        .key("cases")
        .open('[');
    for (const CaseState& state : answer.cases)
        write(json, state);
    json.close(']');
    return closePadded(json, answerClasses);
}

Result<AskAnswer> decodeAskAnswer(std::string_view json) {
    return decoded<AskAnswer>(json, limits, readAnswer,
                              [](const AskAnswer& answer) { return encode(answer); });
}

} // namespace jiujin::protocol
