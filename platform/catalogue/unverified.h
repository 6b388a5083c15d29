// What a token says before anybody has looked who signed it, for the files of this room.
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::catalogue {

inline Result<std::string> unverifiedPayload(std::string_view token) {
    const std::size_t first = token.find('.'), last = token.rfind('.');
    if (first == std::string_view::npos || first == last)
        return Error(ErrorCode::CatalogueMalformed, "not a compact JWS");
    const auto payload = fromBase64Url(token.substr(first + 1, last - first - 1));
    if (!payload)
        return Error(ErrorCode::CatalogueMalformed, "not a compact JWS");
    return std::string(textOf(*payload));
}

} // namespace jiujin::catalogue
