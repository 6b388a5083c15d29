#include "platform/server/access/revocation_service.h"

#include "platform/server/access/answers.h"
#include "platform/server/access/query.h"

namespace jiujin::server {

Response RevocationService::listFor(const Request& request) const {
    if (request.method != "GET")
        return errorAnswer(405, ErrorCode::NotFound);
    const std::int64_t since = numberIn(request.target, "since");
    if (since < 0)
        return errorAnswer(400, ErrorCode::TokenMalformed);
    const seal::RevocationList list = revoked_.current();
    if (list.empty() || list.number() <= static_cast<std::uint64_t>(since))
        return errorAnswer(404, ErrorCode::NotFound);
    return {200, std::string(textOf(list.der())), std::string(seal::RevocationList::mediaType)};
}

void RevocationService::handle(Request request, Answer answer) {
    if (request.target.substr(0, request.target.find('?')) == "/v1/revoked")
        return answer(listFor(request));
    rest_.handle(std::move(request), std::move(answer));
}

} // namespace jiujin::server
