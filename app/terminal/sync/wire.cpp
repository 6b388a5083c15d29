#include "app/terminal/sync/wire.h"

#include <boost/json.hpp>

namespace jiujin::sync {

namespace {

namespace json = boost::json;

Error notOurs(const char* what) {
    return {ErrorCode::NotThePlatform, std::string("sync: ") + what};
}

Result<json::object> objectIn(std::string_view text) {
    boost::system::error_code failure;
    json::value value = json::parse(text, failure);
    if (failure || !value.is_object())
        return notOurs("the answer is no JSON object");
    return std::move(value.as_object());
}

Result<std::vector<std::string>> tokensIn(const json::object& object) {
    const json::value* list = object.if_contains("acknowledgements");
    std::vector<std::string> tokens;
    if (!list)
        return tokens;
    if (!list->is_array())
        return notOurs("acknowledgements are no list");
    for (const json::value& token : list->as_array()) {
        if (!token.is_string())
            return notOurs("an acknowledgement is no text");
        tokens.emplace_back(token.as_string());
    }
    return tokens;
}

std::optional<std::int64_t> numberIn(const json::object& object, std::string_view name) {
    const json::value* number = object.if_contains(name);
    if (!number || !number->is_int64() || number->as_int64() < 0)
        return std::nullopt;
    return number->as_int64();
}

std::optional<ErrorCode> codeOf(const json::object& object) {
    const json::value* code = object.if_contains("code");
    ErrorCode known{};
    if (!code || !code->is_string() || !errorFromCode(code->as_string(), known))
        return std::nullopt;
    return known;
}

Result<std::vector<Rejection>> rejectedIn(const json::object& object) {
    std::vector<Rejection> rejected;
    const json::value* list = object.if_contains("rejected");
    if (!list)
        return rejected;
    if (!list->is_array())
        return notOurs("rejected is no list");
    for (const json::value& each : list->as_array()) {
        const auto index = each.is_object() ? numberIn(each.as_object(), "index") : std::nullopt;
        if (!index)
            return notOurs("a rejection names no packet");
        rejected.push_back({static_cast<std::size_t>(*index),
                            codeOf(each.as_object()).value_or(ErrorCode::PlatformBusy)});
    }
    return rejected;
}

} // namespace

Bytes batchOf(const std::vector<outbox::QueuedPacket>& packets) {
    Bytes batch;
    for (const outbox::QueuedPacket& packet : packets) {
        const auto size = static_cast<std::uint32_t>(packet.packet.size());
        for (int shift = 24; shift >= 0; shift -= 8)
            batch.push_back(static_cast<std::uint8_t>(size >> shift));
        batch.insert(batch.end(), packet.packet.begin(), packet.packet.end());
    }
    return batch;
}

std::string acksPath(std::int64_t since) {
    return "/v1/acks?since=" + std::to_string(since);
}

Result<TakenAnswer> takenIn(std::string_view text) {
    JIUJIN_TRY_ASSIGN(const json::object object, objectIn(text));
    TakenAnswer answer;
    JIUJIN_TRY_ASSIGN(answer.words, tokensIn(object));
    JIUJIN_TRY_ASSIGN(answer.rejected, rejectedIn(object));
    return answer;
}

Result<WordsAnswer> wordsIn(std::string_view text) {
    JIUJIN_TRY_ASSIGN(const json::object object, objectIn(text));
    JIUJIN_TRY_ASSIGN(std::vector<std::string> tokens, tokensIn(object));
    const auto next = numberIn(object, "next");
    if (!next)
        return notOurs("the answer does not say what comes next");
    return WordsAnswer{std::move(tokens), *next};
}

Result<std::string> checkpointIn(std::string_view text) {
    JIUJIN_TRY_ASSIGN(const json::object object, objectIn(text));
    const json::value* token = object.if_contains("checkpoint");
    if (!token || !token->is_string())
        return notOurs("the answer holds no checkpoint");
    return std::string(token->as_string());
}

std::optional<ErrorCode> codeIn(std::string_view text) {
    const auto object = objectIn(text);
    return object ? codeOf(*object) : std::nullopt;
}

} // namespace jiujin::sync
