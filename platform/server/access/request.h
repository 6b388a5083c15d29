// What the listener hands to the service, and gets back: HTTP without its wire.
#pragma once

#include "platform/seal/certificate.h"

#include <functional>
#include <optional>
#include <string>

namespace jiujin::server {

struct Request {
    std::string method, target, contentType;
    Bytes body;
    std::string peer;                       // common name of the verified client certificate
    seal::Role role = seal::Role::Terminal; // of that certificate: Terminal or Inner
    std::string trace = {}; // W3C trace id; the listener's own when the peer gave none
    std::string contentRange = {};
    std::string range = {}, ifNoneMatch = {};
};

struct Response {
    int status = 200;
    std::string body;
    std::string contentType = "application/json";
    int retryAfter = 0;                             // seconds, with 429 and 503; 0: the usual time
    std::optional<std::uint64_t> uploadOffset = {}; // header Upload-Offset
    std::string etag = {}, contentRange = {};       // empty: no such header
};

using Answer = std::function<void(Response)>;

// May be called on several threads at once; `answer` is called exactly once, on any thread.
class Handler {
public:
    virtual ~Handler() = default;
    virtual void handle(Request request, Answer answer) = 0;
    // The platform is about to end: what waits for something to happen is answered now.
    virtual void drain() {}
};

} // namespace jiujin::server
