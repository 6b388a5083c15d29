#include "platform/server/inner/curl_door.h"

#include "platform/protocol/packet.h"

#include <curl/curl.h>
#include <openssl/ssl.h>

namespace jiujin::server {

namespace {

// One packet of the largest size, or mail of the usual one, and its list.
constexpr std::size_t maxAnswer = protocol::maxPacketBytes + 1024UL * 1024;
constexpr long connectSeconds = 10, silentSeconds = 40, wholeSeconds = 300;

std::size_t collect(const char* data, std::size_t, std::size_t size, void* to) {
    auto* body = static_cast<std::string*>(to);
    if (body->size() + size > maxAnswer)
        return 0;
    body->append(data, size);
    return size;
}

int watch(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<CurlDoor*>(self)->cancelled() ? 1 : 0;
}

// OpenSSL's own check of the chain first, then the house's: pinned root, role Server.
int verifyServer(X509_STORE_CTX* context, void* self) {
    auto* door = static_cast<CurlDoor*>(self);
    if (X509_verify_cert(context) != 1)
        return 0;
    const auto leaf = seal::Certificate::fromHandle(X509_STORE_CTX_get0_cert(context));
    const bool server =
        seal::verifyLeaf(leaf, door->settings().root, seal::Role::Server, door->now()).ok();
    const bool revoked = server && door->settings().revoked.holds(leaf);
    if (revoked)
        door->refuseRevoked();
    if (!server || revoked)
        X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION);
    return server && !revoked ? 1 : 0;
}

CURLcode prepareTls(CURL*, void* context, void* self) {
    const auto& settings = static_cast<CurlDoor*>(self)->settings();
    auto* tls = static_cast<SSL_CTX*>(context);
    if (SSL_CTX_use_certificate(tls, settings.certificate.handle()) != 1 ||
        SSL_CTX_use_PrivateKey(tls, settings.key.handle()) != 1)
        return CURLE_SSL_CERTPROBLEM;
    SSL_CTX_set_cert_verify_callback(tls, verifyServer, self);
    return CURLE_OK;
}

Result<void> checkStatus(long status) {
    const std::string where = "the open zone answers with status " + std::to_string(status);
    if (status == 403)
        return Error(ErrorCode::CertificateRole, where);
    if (status == 404)
        return Error(ErrorCode::NotFound, where);
    if (status == 429 || status >= 500)
        return Error(ErrorCode::PlatformBusy, where);
    return status == 200 ? Result<void>() : Error(ErrorCode::NotThePlatform, where);
}

} // namespace

struct CurlDoor::Got {
    std::string type, body;
};

Result<std::unique_ptr<CurlDoor>> CurlDoor::make(DoorSettings settings, const Clock& clock) {
    CURL* easy = curl_easy_init();
    if (easy == nullptr)
        return Error(ErrorCode::ProgramStart, "libcurl cannot be set up");
    return std::unique_ptr<CurlDoor>(new CurlDoor(std::move(settings), clock, easy));
}

CurlDoor::CurlDoor(DoorSettings settings, const Clock& clock, void* easy)
    : settings_(std::move(settings)), clock_(clock), easy_(easy), rootPem_(settings_.root.pem()) {
    configure();
}

CurlDoor::~CurlDoor() {
    curl_easy_cleanup(easy_);
}

void CurlDoor::configure() {
    curl_blob root{rootPem_.data(), rootPem_.size(), CURL_BLOB_NOCOPY};
    curl_easy_setopt(easy_, CURLOPT_CAINFO_BLOB, &root);
    curl_easy_setopt(easy_, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy_, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_3});
    curl_easy_setopt(easy_, CURLOPT_SSL_CTX_FUNCTION, prepareTls);
    curl_easy_setopt(easy_, CURLOPT_SSL_CTX_DATA, this);
    curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy_, CURLOPT_PROXY, ""); // none of the environment's
    curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(easy_, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy_, CURLOPT_XFERINFOFUNCTION, watch);
    curl_easy_setopt(easy_, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT, connectSeconds);
    // Longer than the door keeps one waiting for mail.
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy_, CURLOPT_LOW_SPEED_TIME, silentSeconds);
    curl_easy_setopt(easy_, CURLOPT_TIMEOUT, wholeSeconds);
}

// Connections and sessions are older than the list: whom they lead to must prove itself again.
void CurlDoor::forgetWhenRevoking() {
    const std::uint64_t number = settings_.revoked.current().number();
    CURL* anew = number == listNumber_ ? nullptr : curl_easy_init();
    if (anew == nullptr)
        return;
    curl_easy_cleanup(easy_);
    easy_ = anew;
    listNumber_ = number;
    configure();
}

// With a body it is a POST.
Result<CurlDoor::Got> CurlDoor::perform(const std::string& path, const std::string* body) {
    forgetWhenRevoking();
    revoked_ = false;
    const std::string url = settings_.url + path;
    curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
    // Without it libcurl waits a second for "100 Continue".
    list = curl_slist_append(list, "Expect:");
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> headers(list, curl_slist_free_all);
    Got got;
    curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &got.body);
    curl_easy_setopt(easy_, body == nullptr ? CURLOPT_HTTPGET : CURLOPT_POST, 1L);
    curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, body == nullptr ? nullptr : headers.get());
    if (body != nullptr) {
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
        curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body->data());
    }
    const CURLcode code = curl_easy_perform(easy_);
    const bool stranger = code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR;
    if (revoked_)
        return Error(ErrorCode::PlatformRevoked, "the open zone");
    if (code != CURLE_OK)
        return Error(stranger ? ErrorCode::NotThePlatform : ErrorCode::NetworkDown,
                     std::string("the open zone: ") + curl_easy_strerror(code));
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(easy_, CURLINFO_CONTENT_TYPE, &type);
    JIUJIN_TRY(checkStatus(status));
    got.type = type == nullptr ? "" : type;
    return got;
}

Result<std::vector<protocol::Letter>> CurlDoor::fetch(std::size_t limit) {
    JIUJIN_TRY_ASSIGN(const Got got,
                      perform(settings_.mailPath + "?limit=" + std::to_string(limit), nullptr));
    if (got.type != protocol::mailType)
        return Error(ErrorCode::NotThePlatform, "the open zone's answer is no mail");
    auto letters = protocol::decodeMail(viewOf(got.body));
    if (!letters.ok())
        return Error(ErrorCode::NotThePlatform, letters.error().where);
    return letters;
}

Result<void> CurlDoor::answer(const std::vector<protocol::Reply>& replies) {
    const std::string body = protocol::encodeReplies(replies);
    JIUJIN_TRY_ASSIGN([[maybe_unused]] const Got got, perform(settings_.answersPath, &body));
    return {};
}

Result<Bytes> CurlDoor::fetchPart(const std::string& terminalId, const std::string& digest,
                                  std::uint64_t at) {
    JIUJIN_TRY_ASSIGN(const Got got, perform("/v1/inner/blobs/" + terminalId + '/' + digest +
                                                 "?from=" + std::to_string(at),
                                             nullptr));
    if (got.type != protocol::blobType)
        return Error(ErrorCode::NotThePlatform, "the open zone's answer is no material");
    return bytesOf(got.body);
}

} // namespace jiujin::server
