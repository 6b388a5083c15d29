#include "app/link/ask_call.h"

#include <boost/json.hpp>

namespace jiujin::link {

namespace json = boost::json;

namespace {

constexpr std::string_view verb = "ask ";

Result<Bytes> resultFrom(const json::object& object) {
    if (const json::value* sealed = object.if_contains("sealed"))
        return fromBase64Url(std::string_view(sealed->as_string()));
    ErrorCode code{};
    if (!errorFromCode(std::string_view(object.at("code").as_string()), code))
        return Error{ErrorCode::TokenMalformed, "a code that is not known here"};
    return Error{code, "jiujin-terminal"};
}

} // namespace

std::string encode(const AskCall& call) {
    return std::string(verb) + toBase64Url(viewOf(call.head)) + ' ' + toBase64Url(call.sealed);
}

std::optional<AskCall> askCallFrom(std::string_view line) {
    if (!line.starts_with(verb))
        return std::nullopt;
    line.remove_prefix(verb.size());
    const auto space = line.find(' ');
    if (space == std::string_view::npos)
        return std::nullopt;
    const auto head = fromBase64Url(line.substr(0, space));
    auto sealed = fromBase64Url(line.substr(space + 1));
    if (!head || !sealed)
        return std::nullopt;
    return AskCall{std::string(textOf(*head)), std::move(sealed).value()};
}

std::string encodeAskResult(const Result<Bytes>& result) {
    const json::object object =
        result ? json::object{{"sealed", toBase64Url(*result)}}
               : json::object{{"code", std::string(codeOf(result.error().code))}};
    return json::serialize(object);
}

Result<Bytes> decodeAskResult(std::string_view line) {
    try {
        return resultFrom(json::parse(line).as_object());
    } catch (const std::exception& failure) {
        return Error{ErrorCode::TokenMalformed, std::string("result of an ask: ") + failure.what()};
    }
}

} // namespace jiujin::link
