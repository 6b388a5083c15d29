#include "platform/server/inner/curl_door.h"

#include "platform/protocol/packet.h"

namespace jiujin::server {

namespace {

// One packet of the largest size, or mail of the usual one, and its list.
constexpr std::size_t maxAnswer = protocol::maxPacketBytes + 1024UL * 1024;
// Longer than the door keeps one waiting for mail.
constexpr std::chrono::seconds silent{40};
constexpr std::chrono::seconds connect{10}, whole{300};

Result<void> checkStatus(int status) {
    const std::string where = "the open zone answers with status " + std::to_string(status);
    if (status == 403)
        return Error(ErrorCode::CertificateRole, where);
    if (status == 404)
        return Error(ErrorCode::NotFound, where);
    if (status == 429 || status >= 500)
        return Error(ErrorCode::PlatformBusy, where);
    return status == 200 ? Result<void>() : Error(ErrorCode::NotThePlatform, where);
}

ErrorCode codeFor(const client::Reply& reply) {
    using client::Fault;
    switch (reply.fault) {
    case Fault::Refused:
        return reply.refusal == ErrorCode::PlatformRevoked ? reply.refusal
                                                           : ErrorCode::NotThePlatform;
    case Fault::OtherHost:
    case Fault::NoTls:
        return ErrorCode::NotThePlatform;
    case Fault::None:
    case Fault::Proxy:
    case Fault::NoHttp:
    case Fault::Broken:
    case Fault::Unreached:
        return ErrorCode::NetworkDown;
    }
    return ErrorCode::NetworkDown;
}

} // namespace

struct CurlDoor::Got {
    std::string type, body;
};

CurlDoor::CurlDoor(const DoorSettings& settings, const Clock& clock)
    : url_(settings.url),
      mailPath_(settings.mailPath),
      answersPath_(settings.answersPath),
      client_({settings.root, settings.certificate, settings.key, settings.revoked},
              {.answerBytes = maxAnswer, .connect = connect, .silent = silent},
              [root = settings.root, &clock](const seal::Certificate& leaf) {
                  return seal::verifyLeaf(leaf, root, seal::Role::Server, clock.wall().time);
              }) {}

Result<CurlDoor::Got> CurlDoor::perform(client::Method method, const std::string& path,
                                        Bytes body) {
    client::Request request{method, url_ + path, {}, std::move(body), whole};
    if (method == client::Method::Post)
        request.headers.emplace_back("Content-Type: application/json");
    client::Reply reply = client_.perform(std::move(request));
    if (reply.fault != client::Fault::None)
        return Error(codeFor(reply), "the open zone: " + reply.words);
    JIUJIN_TRY(checkStatus(reply.status));
    return Got{std::move(reply.contentType), std::move(reply.body)};
}

Result<std::vector<protocol::Letter>> CurlDoor::fetch(std::size_t limit) {
    JIUJIN_TRY_ASSIGN(const Got got,
                      perform(client::Method::Get, mailPath_ + "?limit=" + std::to_string(limit)));
    if (got.type != protocol::mailType)
        return Error(ErrorCode::NotThePlatform, "the open zone's answer is no mail");
    auto letters = protocol::decodeMail(viewOf(got.body));
    if (!letters.ok())
        return Error(ErrorCode::NotThePlatform, letters.error().where);
    return letters;
}

Result<void> CurlDoor::answer(const std::vector<protocol::Reply>& replies) {
    JIUJIN_TRY_ASSIGN(
        [[maybe_unused]] const Got got,
        perform(client::Method::Post, answersPath_, bytesOf(protocol::encodeReplies(replies))));
    return {};
}

Result<Bytes> CurlDoor::fetchPart(const std::string& terminalId, const std::string& digest,
                                  std::uint64_t at) {
    JIUJIN_TRY_ASSIGN(const Got got,
                      perform(client::Method::Get, "/v1/inner/blobs/" + terminalId + '/' + digest +
                                                       "?from=" + std::to_string(at)));
    if (got.type != protocol::blobType)
        return Error(ErrorCode::NotThePlatform, "the open zone's answer is no material");
    return bytesOf(got.body);
}

} // namespace jiujin::server
