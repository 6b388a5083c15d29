#include "platform/server/access/blob_service.h"

#include "platform/protocol/shapes.h"
#include "platform/server/access/answers.h"
#include "platform/server/access/query.h"

namespace jiujin::server {

namespace {

constexpr std::string_view terminalPath = "/v1/blobs/", innerPath = "/v1/inner/blobs/";

// NotFound is no fault of the store.
Response failed(ErrorCode code) {
    return code == ErrorCode::NotFound ? errorAnswer(404, code)
                                       : errorAnswer(503, ErrorCode::PlatformBusy);
}

Response withState(Response response, const BlobState& state) {
    response.uploadOffset = state.held;
    return response;
}

Response refused(const BlobRoom::Taken& taken, BlobRoom::Refusal refusal) {
    switch (refusal) {
    case BlobRoom::Refusal::Elsewhere:
        return withState(errorAnswer(409, ErrorCode::BlobRange), taken.state);
    case BlobRoom::Refusal::Damaged:
        return withState(errorAnswer(422, ErrorCode::BlobDamaged), taken.state);
    case BlobRoom::Refusal::TooMuch:
        break;
    }
    return errorAnswer(503, ErrorCode::PlatformBusy);
}

// A part is as long as it says, and only the last may be short.
std::optional<Response> misshapen(const protocol::ContentRange& range, std::size_t size) {
    if (size > protocol::maxBlobPart)
        return errorAnswer(413, ErrorCode::BlobTooLarge);
    const bool last = range.last + 1 == range.whole;
    if (size != range.size() || (!last && size < protocol::minBlobPart))
        return errorAnswer(400, ErrorCode::BlobRange);
    return std::nullopt;
}

} // namespace

void BlobService::handle(Request request, Answer answer) {
    const std::string_view target = request.target;
    const bool terminals = target.starts_with(terminalPath), inner = target.starts_with(innerPath);
    if (!terminals && !inner)
        return rest_.handle(std::move(request), std::move(answer));
    if (request.role != (terminals ? seal::Role::Terminal : seal::Role::Inner))
        return answer(errorAnswer(403, ErrorCode::CertificateRole));
    if (terminals)
        ofTerminal(std::move(request), answer);
    else
        ofInnerZone(request, answer);
}

void BlobService::ofTerminal(Request request, const Answer& answer) {
    const std::string digest = request.target.substr(terminalPath.size());
    if (!protocol::isDigest(digest))
        return answer(errorAnswer(404, ErrorCode::NotFound));
    if (request.method == "HEAD")
        return tellState(request, digest, answer);
    if (request.method == "PUT")
        return takePart(std::move(request), digest, answer);
    answer(errorAnswer(405, ErrorCode::NotFound));
}

void BlobService::tellState(const Request& request, const std::string& digest,
                            const Answer& answer) {
    room_.state(request.peer, digest, [answer](const Result<BlobState>& state) {
        answer(state.ok() ? withState(okAnswer(), *state) : failed(state.error().code));
    });
}

void BlobService::takePart(Request request, const std::string& digest, const Answer& answer) {
    if (request.contentType != protocol::blobType)
        return answer(errorAnswer(415, ErrorCode::PacketMalformed));
    const auto range = protocol::decodeContentRange(request.contentRange);
    if (!range.ok())
        return answer(errorAnswer(range.error().code == ErrorCode::BlobTooLarge ? 413 : 400,
                                  range.error().code));
    if (auto wrong = misshapen(*range, request.body.size()))
        return answer(std::move(*wrong));
    room_.append(
        request.peer, digest, *range, std::move(request.body),
        [answer](const Result<BlobRoom::Taken>& taken) {
            if (!taken.ok())
                return answer(failed(taken.error().code));
            if (taken->refusal)
                return answer(refused(*taken, *taken->refusal));
            answer(withState(partAnswer(taken->state.held, taken->state.whole()), taken->state));
        });
}

// "/v1/inner/blobs/TERMINAL/DIGEST?from=N"
void BlobService::ofInnerZone(const Request& request, const Answer& answer) {
    std::string_view path = request.target;
    path = path.substr(innerPath.size(), path.find('?') - innerPath.size());
    const auto slash = path.find('/');
    const std::string terminal(path.substr(0, slash));
    const std::string digest(slash == std::string_view::npos ? "" : path.substr(slash + 1));
    const std::int64_t from = numberIn(request.target, "from");
    if (!protocol::isTerminalId(terminal) || !protocol::isDigest(digest))
        return answer(errorAnswer(404, ErrorCode::NotFound));
    if (request.method != "GET")
        return answer(errorAnswer(405, ErrorCode::NotFound));
    if (from < 0)
        return answer(errorAnswer(400, ErrorCode::BlobRange));
    room_.part(terminal, digest, static_cast<std::uint64_t>(from),
               [answer](const Result<Bytes>& part) {
                   if (!part.ok())
                       return answer(failed(part.error().code));
                   answer({200, std::string(textOf(*part)), std::string(protocol::blobType)});
               });
}

} // namespace jiujin::server
