// A client of HTTP/1.1 over mutual TLS 1.3 by libcurl: its own certificate on this side, one of
// role Server under the pinned root on the other. Two connections at the most, kept alive; a new
// one resumes the session of the last.
//
// Two calls may be under way, so that what goes out with one and what comes back of the other share
// the line. Of one thread, but for cancel().
#pragma once

#include "platform/base/bytes.h"
#include "platform/seal/revocations.h"

#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>

namespace jiujin::client {

struct Identity {
    seal::Certificate root; // pinned
    seal::Certificate certificate;
    seal::PrivateKey key;
    seal::Revocations revoked{}; // who stands there is told nothing, on open connections either
};

struct Limits {
    std::size_t answerBytes = 1024UL * 1024;
    std::int64_t bytesPerSecond = 0; // most that is sent; 0: no limit
    std::chrono::seconds connect{30}, silent{60};
};

enum class Method { Get, Head, Post, Put };

struct Request {
    Method method = Method::Get;
    std::string url;
    std::vector<std::string> headers = {}; // lines: "Content-Type: text/plain"
    Bytes body = {};
    std::chrono::seconds patience{120}; // for all of it
};

enum class Fault {
    None,
    Refused,   // the other end did not prove itself; `refusal` says why
    OtherHost, // proved itself, under another name
    NoTls,     // speaks no TLS 1.3
    Proxy,     // did not let through, or is not there
    NoHttp,    // an answer that is too long or none of HTTP
    Broken,    // was reached, and then it broke
    Unreached
};

struct Reply {
    Fault fault = Fault::Unreached;
    ErrorCode refusal = ErrorCode::CertificateIssuer;
    std::string words;  // libcurl's, on the fault
    std::string detail; // its second thoughts, which name OpenSSL's
    int status = 0;
    std::string contentType, body;
    std::optional<std::chrono::seconds> retryAfter = {};
    std::optional<std::uint64_t> uploadOffset = {};
};

class Client {
public:
    // Who is at the other end, but for the root's signature and its revocations, which are checked
    // beside: error codes of the caller's choice.
    using Accepts = std::function<Result<void>(const seal::Certificate& leaf)>;

    // `proxy`: "http://host:port"; empty: none, whatever the environment says.
    Client(Identity identity, Limits limits, Accepts accepts, std::string proxy = {});
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // Returns when the whole body has left, or the call has ended before. One may be under way
    // then.
    void begin(Request request);
    // Waits for the end of the first of those under way.
    Reply finish();
    // Beside one under way.
    Reply perform(Request request);
    // Ends what is under way, and everything later, within a second. From any thread.
    void cancel() { cancelled_ = true; }

    // For libcurl's callbacks.
    struct Call;
    const Identity& identity() const { return identity_; }
    const Limits& limits() const { return limits_; }
    std::optional<ErrorCode> refusalOf(const seal::Certificate& leaf) const;

private:
    void connectAnew();
    void disconnect();
    void configure(Call& call);
    void forgetWhenRevoking();
    Call& start(Request request);
    void drive(const Call& call, bool untilSent);
    void collectEnded();
    void end(Call& call, int code);
    Reply take(Call& call);

    const Identity identity_;
    const Limits limits_;
    const Accepts accepts_;
    const std::string proxy_;
    std::string rootPem_;
    void* multi_ = nullptr; // CURLM
    std::array<std::unique_ptr<Call>, 2> calls_;
    std::deque<Call*> underWay_;
    std::uint64_t listNumber_ = 0; // of the list that the connections were held against
    std::atomic<bool> cancelled_ = false;
};

} // namespace jiujin::client
