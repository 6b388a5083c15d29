#include "platform/catalogue/unverified.h"

#include "platform/base/bytes.h"
#include "platform/catalogue/publication.h"
#include "platform/catalogue/tree.h"

namespace jiujin::catalogue {

Result<std::string> unverifiedPayload(std::string_view token) {
    const std::size_t first = token.find('.'), last = token.rfind('.');
    if (first == std::string_view::npos || first == last)
        return Error(ErrorCode::CatalogueMalformed, "not a compact JWS");
    const auto payload = fromBase64Url(token.substr(first + 1, last - first - 1));
    if (!payload)
        return Error(ErrorCode::CatalogueMalformed, "not a compact JWS");
    return std::string(textOf(*payload));
}

Result<TimestampDocument> unverifiedTimestamp(const std::filesystem::path& folder) {
    JIUJIN_TRY_ASSIGN(const std::string token, readFile(folder / timestampName, maxTimestampBytes));
    JIUJIN_TRY_ASSIGN(const std::string payload, unverifiedPayload(token));
    return decodeTimestamp(payload);
}

} // namespace jiujin::catalogue
