#include "platform/client/client.h"

#include "platform/base/trace.h"
#include "platform/client/reply.h"

#include <openssl/ssl.h>

#include <algorithm>

namespace jiujin::client {

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

struct Client::Call {
    enum class State { Idle, Running, Ended };

    const Client& client;
    CURL* const easy = curl_easy_init();
    State state = State::Idle;
    Request request{};
    Headers headers{nullptr, curl_slist_free_all};
    std::string answer{};
    std::optional<ErrorCode> refusal{};
    std::array<char, CURL_ERROR_SIZE> detail{};
    Reply reply{}; // once it has ended

    explicit Call(const Client& owner) : client(owner) {
        if (easy == nullptr)
            std::abort(); // out of memory
    }
    ~Call() { curl_easy_cleanup(easy); }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    bool hasSentAll() const {
        curl_off_t sent = 0;
        curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &sent);
        return sent >= static_cast<curl_off_t>(request.body.size());
    }
};

namespace {

using Call = Client::Call;

std::size_t collectAnswer(const char* data, std::size_t, std::size_t size, void* self) {
    auto* call = static_cast<Call*>(self);
    if (call->answer.size() + size > call->client.limits().answerBytes)
        return 0;
    call->answer.append(data, size);
    return size;
}

// The caller's check first, for it knows why; then OpenSSL's own of the chain as it was sent. Days
// are the caller's alone: a clock that knows nothing must not keep a terminal from the platform.
int verifyServer(X509_STORE_CTX* context, void* self) {
    auto* call = static_cast<Call*>(self);
    const auto leaf = seal::Certificate::fromHandle(X509_STORE_CTX_get0_cert(context));
    X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(context), X509_V_FLAG_NO_CHECK_TIME);
    call->refusal = call->client.refusalOf(leaf);
    if (call->refusal) {
        X509_STORE_CTX_set_error(context, X509_V_ERR_APPLICATION_VERIFICATION);
        return 0;
    }
    if (X509_verify_cert(context) == 1)
        return 1;
    call->refusal = ErrorCode::CertificateIssuer;
    return 0;
}

CURLcode prepareTls(CURL*, void* context, void* self) {
    const Identity& own = static_cast<Call*>(self)->client.identity();
    auto* tls = static_cast<SSL_CTX*>(context);
    if (SSL_CTX_use_certificate(tls, own.certificate.handle()) != 1 ||
        SSL_CTX_use_PrivateKey(tls, own.key.handle()) != 1)
        return CURLE_SSL_CERTPROBLEM;
    SSL_CTX_set_cert_verify_callback(tls, verifyServer, self);
    return CURLE_OK;
}

} // namespace

Client::Client(Identity identity, Limits limits, Accepts accepts, std::string proxy)
    : identity_(std::move(identity)),
      limits_(limits),
      accepts_(std::move(accepts)),
      proxy_(std::move(proxy)),
      rootPem_(identity_.root.pem()) {
    connectAnew();
}

Client::~Client() {
    disconnect();
}

void Client::connectAnew() {
    multi_ = curl_multi_init();
    if (multi_ == nullptr)
        std::abort(); // out of memory
    for (auto& call : calls_) {
        call = std::make_unique<Call>(*this);
        configure(*call);
    }
}

void Client::disconnect() {
    for (auto& call : calls_) {
        if (call->state == Call::State::Running)
            curl_multi_remove_handle(multi_, call->easy);
        call.reset();
    }
    curl_multi_cleanup(multi_);
}

void Client::configure(Call& call) {
    CURL* easy = call.easy;
    curl_blob root{rootPem_.data(), rootPem_.size(), CURL_BLOB_NOCOPY};
    curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &root);
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_3});
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, prepareTls);
    curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, &call);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
    // An empty proxy keeps libcurl from asking the environment.
    curl_easy_setopt(easy, CURLOPT_PROXY, proxy_.c_str());
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    curl_easy_setopt(easy, CURLOPT_MAX_SEND_SPEED_LARGE, curl_off_t{limits_.bytesPerSecond});
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, collectAnswer);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &call);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, call.detail.data());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, long{limits_.connect.count()});
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, long{limits_.silent.count()});
}

std::optional<ErrorCode> Client::refusalOf(const seal::Certificate& leaf) const {
    if (const auto accepted = accepts_(leaf); !accepted)
        return accepted.error().code;
    return identity_.revoked.holds(leaf) ? std::optional(ErrorCode::PlatformRevoked) : std::nullopt;
}

// Connections and sessions are older than the list: whom they lead to must prove itself again.
// What is under way ends with them.
void Client::forgetWhenRevoking() {
    const std::uint64_t number = identity_.revoked.current().number();
    if (number == listNumber_)
        return;
    listNumber_ = number;
    std::deque<Reply> broken;
    for (Call* call : underWay_) {
        end(*call, CURLE_ABORTED_BY_CALLBACK);
        broken.push_back(std::move(call->reply));
    }
    disconnect();
    connectAnew();
    for (std::size_t i = 0; i < broken.size(); ++i) {
        underWay_[i] = calls_[i].get();
        underWay_[i]->state = Call::State::Ended;
        underWay_[i]->reply = std::move(broken[i]);
    }
}

namespace {

void setMethod(CURL* easy, const Request& request) {
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method == Method::Put ? "PUT" : nullptr);
    switch (request.method) {
    case Method::Get:
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        return;
    case Method::Head:
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
        return;
    case Method::Post:
    case Method::Put:
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        return;
    }
}

} // namespace

Call& Client::start(Request request) {
    forgetWhenRevoking();
    const auto idle = std::ranges::find_if(
        calls_, [](const auto& call) { return call->state == Call::State::Idle; });
    Call& call = **idle;
    call.request = std::move(request);
    call.headers = headersOf(call.request.headers);
    call.answer.clear();
    call.refusal.reset();
    call.detail.front() = 0;
    setMethod(call.easy, call.request);
    curl_easy_setopt(call.easy, CURLOPT_URL, call.request.url.c_str());
    curl_easy_setopt(call.easy, CURLOPT_HTTPHEADER, call.headers.get());
    curl_easy_setopt(call.easy, CURLOPT_TIMEOUT, long{call.request.patience.count()});
    call.state = Call::State::Running;
    curl_multi_add_handle(multi_, call.easy);
    return call;
}

void Client::drive(const Call& call, bool untilSent) {
    while (true) {
        int running = 0;
        curl_multi_perform(multi_, &running);
        collectEnded();
        if (call.state == Call::State::Ended || (untilSent && call.hasSentAll()))
            return;
        curl_multi_poll(multi_, nullptr, 0, 1000, nullptr);
    }
}

void Client::collectEnded() {
    int left = 0;
    while (const CURLMsg* told = curl_multi_info_read(multi_, &left)) {
        const auto [easy, code] = std::pair(told->easy_handle, told->data.result);
        for (const auto& call : calls_)
            if (call->easy == easy)
                end(*call, code);
    }
    for (const auto& call : calls_)
        if (cancelled_)
            end(*call, CURLE_ABORTED_BY_CALLBACK);
}

void Client::end(Call& call, int code) {
    if (call.state != Call::State::Running)
        return;
    call.reply = replyOf({call.easy, static_cast<CURLcode>(code), call.detail.data(), call.refusal,
                          !proxy_.empty()});
    call.reply.body = std::move(call.answer);
    call.state = Call::State::Ended;
    curl_multi_remove_handle(multi_, call.easy);
    call.request.body = {};
}

Reply Client::take(Call& call) {
    drive(call, false);
    call.state = Call::State::Idle;
    return std::move(call.reply);
}

void Client::begin(Request request) {
    Call& call = start(std::move(request));
    underWay_.push_back(&call);
    drive(call, true);
}

Reply Client::finish() {
    Call& call = *underWay_.front();
    underWay_.pop_front();
    return take(call);
}

Reply Client::perform(Request request) {
    return take(start(std::move(request)));
}

} // namespace jiujin::client
