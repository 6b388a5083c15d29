// What jiujin-terminal answers to one line of words: an object, or the error that it refused with.
#pragma once

#include "platform/base/result.h"

#include <boost/json.hpp>

#include <string>
#include <string_view>

namespace jiujin::link {

namespace json = boost::json;

inline std::string textAt(const json::object& object, std::string_view key) {
    return std::string(object.at(key).as_string());
}

// TokenMalformed when it is neither; read may throw what Boost.JSON throws.
template <typename T, typename Read>
Result<T> decodedAnswer(std::string_view text, Read read) {
    try {
        const json::value value = json::parse(text);
        const json::object& object = value.as_object();
        const json::value* code = object.if_contains("error");
        if (code == nullptr)
            return read(object);
        ErrorCode told{};
        if (!errorFromCode(code->as_string(), told))
            return Error{ErrorCode::TokenMalformed, "the answer's error is not known"};
        return Error{told, textAt(object, "where")};
    } catch (const std::exception& failure) {
        return Error{ErrorCode::TokenMalformed, std::string("the answer: ") + failure.what()};
    }
}

} // namespace jiujin::link
