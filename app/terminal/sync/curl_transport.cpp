#include "app/terminal/sync/curl_transport.h"

#include "app/terminal/sync/tls_alert.h"
#include "platform/base/trace.h"
#include "platform/protocol/blob.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <charconv>
#include <memory>

namespace jiujin::sync {

namespace {

constexpr std::size_t maxAnswer = 1024UL * 1024;
// A line slower than this is no line; the platform does not wait for it either.
constexpr std::size_t slowestBytesPerSecond = 8UL * 1024;
constexpr long patienceSeconds = 120;

std::size_t collect(const char* data, std::size_t, std::size_t size, void* to) {
    auto* body = static_cast<std::string*>(to);
    if (body->size() + size > maxAnswer)
        return 0;
    body->append(data, size);
    return size;
}

int watch(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<CurlTransport*>(self)->cancelled() ? 1 : 0;
}

// The house's check first, for it knows why; then OpenSSL's own of the chain as it was sent. Days
// are the house's alone: a clock that knows nothing must not keep a terminal from the platform.
int verifyServer(X509_STORE_CTX* context, void* self) {
    auto* transport = static_cast<CurlTransport*>(self);
    const auto leaf = seal::Certificate::fromHandle(X509_STORE_CTX_get0_cert(context));
    X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(context), X509_V_FLAG_NO_CHECK_TIME);
    if (!transport->accepts(leaf)) {
        X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION);
        return 0;
    }
    if (X509_verify_cert(context) == 1)
        return 1;
    transport->refuse(ErrorCode::PlatformIssuer);
    return 0;
}

CURLcode prepareTls(CURL*, void* context, void* self) {
    const auto& enrolment = static_cast<CurlTransport*>(self)->enrolment();
    auto* tls = static_cast<SSL_CTX*>(context);
    if (SSL_CTX_use_certificate(tls, enrolment.device.handle()) != 1 ||
        SSL_CTX_use_PrivateKey(tls, enrolment.deviceKey.handle()) != 1)
        return CURLE_SSL_CERTPROBLEM;
    SSL_CTX_set_cert_verify_callback(tls, verifyServer, self);
    return CURLE_OK;
}

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
    if (cause == ErrorCode::PlatformRevoked)
        return cause;
    return cause == ErrorCode::CertificateExpired ? ErrorCode::PlatformExpired
                                                  : ErrorCode::NotThePlatform;
}

bool mentions(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::optional<std::uint64_t> uploadOffsetOf(CURL* easy) {
    curl_header* header = nullptr;
    if (curl_easy_header(easy, "Upload-Offset", 0, CURLH_HEADER, -1, &header) != CURLHE_OK)
        return std::nullopt;
    const std::string_view text = header->value;
    std::uint64_t offset = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), offset);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(offset) : std::nullopt;
}

// The other end was reached, and then it broke.
bool isUnderWay(CURL* easy, int code) {
    curl_off_t before = 0;
    curl_easy_getinfo(easy, CURLINFO_PRETRANSFER_TIME_T, &before);
    return before > 0 || code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
           code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE;
}

} // namespace

CurlTransport::CurlTransport(const keys::Enrolment& enrolment, const Clock& clock,
                             LineSettings line)
    : enrolment_(enrolment),
      clock_(clock),
      line_(std::move(line)),
      easy_(curl_easy_init()),
      rootPem_(enrolment.root.pem()) {
    if (!easy_)
        std::abort(); // out of memory at the start
    configure();
}

CurlTransport::~CurlTransport() {
    curl_easy_cleanup(easy_);
}

void CurlTransport::configure() {
    curl_blob root{rootPem_.data(), rootPem_.size(), CURL_BLOB_NOCOPY};
    curl_easy_setopt(easy_, CURLOPT_CAINFO_BLOB, &root);
    curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy_, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_3});
    curl_easy_setopt(easy_, CURLOPT_SSL_CTX_FUNCTION, prepareTls);
    curl_easy_setopt(easy_, CURLOPT_SSL_CTX_DATA, this);
    curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    // An empty proxy keeps libcurl from asking the environment.
    curl_easy_setopt(easy_, CURLOPT_PROXY, line_.proxy.c_str());
    curl_easy_setopt(easy_, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy_, CURLOPT_MAX_SEND_SPEED_LARGE, curl_off_t{line_.bytesPerSecond});
    curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(easy_, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy_, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(easy_, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT, 30L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, 60L);
}

// Connections and sessions are older than the list: whom they lead to must prove itself again.
void CurlTransport::forgetWhenRevoking() {
    const std::uint64_t number = enrolment_.revoked.current().number();
    CURL* anew = number == listNumber_ ? nullptr : curl_easy_init();
    if (anew == nullptr)
        return;
    curl_easy_cleanup(easy_);
    easy_ = anew;
    listNumber_ = number;
    configure();
}

bool CurlTransport::accepts(const seal::Certificate& leaf) {
    // The issuer before the days: who imitates the platform is not merely late.
    auto verdict = seal::verifyIssue(leaf, enrolment_.root, seal::Role::Server);
    if (verdict)
        verdict = keys::verifyTrusted(leaf, enrolment_.root, seal::Role::Server, clock_.wall());
    if (verdict && enrolment_.revoked.holds(leaf))
        verdict = Error{ErrorCode::PlatformRevoked, leaf.commonName()};
    if (!verdict)
        refuse(refusalFor(verdict.error().code, leaf, enrolment_.root));
    return verdict.ok();
}

Error CurlTransport::failureOf(int code, std::string_view detail) const {
    const std::string where =
        std::string("sync: ") + curl_easy_strerror(static_cast<CURLcode>(code));
    if (refusal_)
        return {*refusal_, where};
    long tunnel = 0;
    curl_easy_getinfo(easy_, CURLINFO_HTTP_CONNECTCODE, &tunnel);
    const bool unreached = code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_PROXY;
    if (tunnel >= 300 || code == CURLE_PROXY || (unreached && !line_.proxy.empty()))
        return {ErrorCode::ProxyFailed, where};
    // What is left of a certificate's faults is the name, which libcurl compares itself.
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return {ErrorCode::PlatformHost, where};
    // A connection that breaks in the handshake has no error of TLS in its detail.
    if (code == CURLE_SSL_CONNECT_ERROR && mentions(detail, "error:"))
        return {ErrorCode::PlatformNoTls, where};
    if (code == CURLE_WRITE_ERROR || code == CURLE_WEIRD_SERVER_REPLY)
        return {ErrorCode::NotThePlatform, where};
    return {isUnderWay(easy_, code) ? brokenBy(detail) : ErrorCode::NetworkDown, where};
}

Result<Answer> CurlTransport::post(std::string_view path, std::string_view contentType,
                                   const Bytes& body) {
    forgetWhenRevoking();
    return send(path, {"Content-Type: " + std::string(contentType)}, body);
}

Result<Answer> CurlTransport::put(std::string_view path, std::string_view contentRange,
                                  const Bytes& body) {
    forgetWhenRevoking();
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, "PUT");
    auto answer = send(path,
                       {"Content-Type: " + std::string(protocol::blobType),
                        "Content-Range: " + std::string(contentRange)},
                       body);
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, nullptr);
    return answer;
}

Result<Answer> CurlTransport::head(std::string_view path) {
    forgetWhenRevoking();
    curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(easy_, CURLOPT_TIMEOUT, patienceSeconds);
    return perform(path, {});
}

Result<Answer> CurlTransport::send(std::string_view path, const std::vector<std::string>& lines,
                                   const Bytes& body) {
    curl_easy_setopt(easy_, CURLOPT_POST, 1L);
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(easy_, CURLOPT_TIMEOUT,
                     patienceSeconds + static_cast<long>(body.size() / slowestBytesPerSecond));
    return perform(path, lines);
}

Result<Answer> CurlTransport::get(std::string_view path) {
    forgetWhenRevoking();
    curl_easy_setopt(easy_, CURLOPT_HTTPGET, 1L);
    curl_easy_setopt(easy_, CURLOPT_TIMEOUT, patienceSeconds);
    return perform(path, {});
}

namespace {

using Headers = std::unique_ptr<curl_slist, void (*)(curl_slist*)>;

// Without "Expect:" libcurl waits a second for "100 Continue".
Headers headersOf(const std::vector<std::string>& lines) {
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const std::string& line : lines)
        list = curl_slist_append(list, line.c_str());
    if (const std::string& trace = TraceScope::current(); !trace.empty())
        list = curl_slist_append(list, ("traceparent: " + traceparentOf(trace)).c_str());
    return {list, curl_slist_free_all};
}

} // namespace

Result<Answer> CurlTransport::perform(std::string_view path,
                                      const std::vector<std::string>& lines) {
    const Headers headers = headersOf(lines);
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers.get());
    const std::string url = enrolment_.platformUrl + std::string(path);
    Answer answer;
    refusal_.reset();
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &answer.body);
    char detail[CURL_ERROR_SIZE] = {};
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, detail);
    const CURLcode code = curl_easy_perform(easy_);
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, nullptr);
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, nullptr);
    if (code != CURLE_OK)
        return failureOf(code, detail);
    long status = 0;
    const char* type = nullptr;
    curl_off_t asked = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(easy_, CURLINFO_RETRY_AFTER, &asked);
    answer.status = static_cast<int>(status);
    answer.contentType = type ? type : "";
    answer.uploadOffset = uploadOffsetOf(easy_);
    if (asked > 0)
        answer.retryAfter = std::chrono::seconds(asked);
    return answer;
}

} // namespace jiujin::sync
