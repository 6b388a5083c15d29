#include "app/terminal/sync/curl_transport.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

#include <memory>

namespace jiujin::sync {

namespace {

constexpr std::size_t maxAnswer = 1024UL * 1024;

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

// OpenSSL's own check of the chain first, then the house's: pinned root, role Server. A clock that
// knows nothing must not keep a terminal from the platform that could set it right.
int verifyServer(X509_STORE_CTX* context, void* self) {
    const auto* transport = static_cast<CurlTransport*>(self);
    const GradedTime now = transport->now();
    if (now.grade == ClockGrade::Unknown)
        X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(context), X509_V_FLAG_NO_CHECK_TIME);
    if (X509_verify_cert(context) != 1)
        return 0;
    const auto leaf = seal::Certificate::fromHandle(X509_STORE_CTX_get0_cert(context));
    const auto verdict =
        keys::verifyTrusted(leaf, transport->enrolment().root, seal::Role::Server, now);
    if (!verdict)
        X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION);
    return verdict ? 1 : 0;
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

// In TLS 1.3 a server that does not accept the device certificate says so only after the handshake,
// by an alert; libcurl has no code of its own for that.
Error failureOf(CURLcode code, std::string_view detail) {
    const std::string where = std::string("sync: ") + curl_easy_strerror(code);
    if (code == CURLE_PEER_FAILED_VERIFICATION)
        return {ErrorCode::NotThePlatform, where};
    if (code == CURLE_RECV_ERROR && detail.find("alert") != std::string_view::npos)
        return {ErrorCode::TerminalUnknown, where};
    if (code == CURLE_SSL_CONNECT_ERROR)
        return {ErrorCode::NotThePlatform, where};
    return {ErrorCode::NetworkDown, where};
}

} // namespace

CurlTransport::CurlTransport(const keys::Enrolment& enrolment, const Clock& clock)
    : enrolment_(enrolment),
      clock_(clock),
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
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(easy_, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy_, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(easy_, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, 30L);
    curl_easy_setopt(easy_, CURLOPT_TIMEOUT, 300L);
}

Result<Answer> CurlTransport::post(std::string_view path, std::string_view contentType,
                                   const Bytes& body) {
    const std::string url = enrolment_.platformUrl + std::string(path);
    curl_slist* list =
        curl_slist_append(nullptr, ("Content-Type: " + std::string(contentType)).c_str());
    // Without it libcurl waits a second for "100 Continue".
    list = curl_slist_append(list, "Expect:");
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
    Answer answer;
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &answer.body);
    char detail[CURL_ERROR_SIZE] = {};
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, detail);
    const CURLcode code = curl_easy_perform(easy_);
    curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, nullptr);
    if (code != CURLE_OK)
        return failureOf(code, detail);
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &type);
    answer.status = static_cast<int>(status);
    answer.contentType = type ? type : "";
    return answer;
}

} // namespace jiujin::sync
