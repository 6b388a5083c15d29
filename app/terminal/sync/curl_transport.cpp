#include "app/terminal/sync/curl_transport.h"

#include "app/terminal/sync/tls_alert.h"
#include "platform/protocol/blob.h"

#include <openssl/x509.h>

namespace jiujin::sync {

namespace {

using client::Fault;
using client::Method;

// A line slower than this is no line; the platform does not wait for it either.
constexpr std::size_t slowestBytesPerSecond = 8UL * 1024;
constexpr std::chrono::seconds patience{120};

// An issuer of our root's name with another key, or a server that issued its own certificate.
bool imitates(const seal::Certificate& leaf, const seal::Certificate& root) {
    const X509_NAME* issuer = X509_get_issuer_name(leaf.handle());
    return X509_NAME_cmp(issuer, X509_get_subject_name(root.handle())) == 0 ||
           X509_NAME_cmp(issuer, X509_get_subject_name(leaf.handle())) == 0;
}

ErrorCode refusalFor(ErrorCode cause, const seal::Certificate& leaf,
                     const seal::Certificate& root) {
    if (cause == ErrorCode::CertificateIssuer)
        return imitates(leaf, root) ? ErrorCode::PlatformTwin : ErrorCode::PlatformIssuer;
    if (cause == ErrorCode::CertificateRole)
        return ErrorCode::PlatformRole;
    return cause == ErrorCode::CertificateExpired ? ErrorCode::PlatformExpired
                                                  : ErrorCode::NotThePlatform;
}

ErrorCode codeFor(const client::Reply& reply) {
    switch (reply.fault) {
    case Fault::Refused: // by the chain alone when accept() had nothing to say
        return reply.refusal == ErrorCode::CertificateIssuer ? ErrorCode::PlatformIssuer
                                                             : reply.refusal;
    case Fault::OtherHost:
        return ErrorCode::PlatformHost;
    case Fault::NoTls:
        return ErrorCode::PlatformNoTls;
    case Fault::Proxy:
        return ErrorCode::ProxyFailed;
    case Fault::None:
    case Fault::NoHttp:
        return ErrorCode::NotThePlatform;
    case Fault::Broken:
        return brokenBy(reply.detail);
    case Fault::Unreached:
        return ErrorCode::NetworkDown;
    }
    return ErrorCode::NetworkDown;
}

Result<Answer> answerOf(client::Reply reply) {
    if (reply.fault != Fault::None)
        return Error{codeFor(reply), "sync: " + reply.words};
    return Answer{reply.status, std::move(reply.contentType), std::move(reply.body),
                  reply.retryAfter, reply.uploadOffset};
}

std::string typed(std::string_view contentType) {
    return "Content-Type: " + std::string(contentType);
}

} // namespace

CurlTransport::CurlTransport(const keys::Enrolment& enrolment, const Clock& clock,
                             LineSettings line)
    : enrolment_(enrolment),
      clock_(clock),
      client_(
          {enrolment.root, enrolment.device, enrolment.deviceKey, enrolment.revoked},
          {.bytesPerSecond = line.bytesPerSecond},
          [this](const seal::Certificate& leaf) { return accept(leaf); }, std::move(line.proxy)) {}

Result<void> CurlTransport::accept(const seal::Certificate& leaf) const {
    // The issuer before the days: who imitates the platform is not merely late.
    auto verdict = seal::verifyIssue(leaf, enrolment_.root, seal::Role::Server);
    if (verdict)
        verdict = keys::verifyTrusted(leaf, enrolment_.root, seal::Role::Server, clock_.wall());
    if (!verdict)
        return Error{refusalFor(verdict.error().code, leaf, enrolment_.root), leaf.commonName()};
    return {};
}

client::Request CurlTransport::request(Method method, std::string_view path,
                                       std::vector<std::string> headers, Bytes body) const {
    const std::chrono::seconds slowest(body.size() / slowestBytesPerSecond);
    return {method, enrolment_.platformUrl + std::string(path), std::move(headers), std::move(body),
            patience + slowest};
}

Result<Answer> CurlTransport::post(std::string_view path, std::string_view contentType,
                                   const Bytes& body) {
    return answerOf(client_.perform(request(Method::Post, path, {typed(contentType)}, body)));
}

void CurlTransport::begin(std::string_view path, std::string_view contentType, Bytes body) {
    client_.begin(request(Method::Post, path, {typed(contentType)}, std::move(body)));
}

Result<Answer> CurlTransport::finish() {
    return answerOf(client_.finish());
}

Result<Answer> CurlTransport::put(std::string_view path, std::string_view contentRange,
                                  const Bytes& body) {
    return answerOf(client_.perform(
        request(Method::Put, path,
                {typed(protocol::blobType), "Content-Range: " + std::string(contentRange)}, body)));
}

Result<Answer> CurlTransport::head(std::string_view path) {
    return answerOf(client_.perform(request(Method::Head, path)));
}

Result<Answer> CurlTransport::getPart(std::string_view path, std::uint64_t from, std::size_t most) {
    return answerOf(client_.perform(
        request(Method::Get, path,
                {"Range: bytes=" + std::to_string(from) + '-' + std::to_string(from + most - 1)})));
}

Result<Answer> CurlTransport::getOther(std::string_view path, std::string_view tag) {
    std::vector<std::string> headers;
    if (!tag.empty())
        headers.push_back("If-None-Match: " + std::string(tag));
    return answerOf(client_.perform(request(Method::Get, path, std::move(headers))));
}

Result<Answer> CurlTransport::get(std::string_view path) {
    return answerOf(client_.perform(request(Method::Get, path)));
}

} // namespace jiujin::sync
