// What the listener hands to the service, and gets back: HTTP without its wire.
#pragma once

#include "platform/base/bytes.h"

#include <functional>
#include <string>

namespace jiujin::server {

struct Request {
    std::string method, target, contentType;
    Bytes body;
    std::string peer; // common name of the verified client certificate
};

struct Response {
    int status = 200;
    std::string body; // JSON
};

using Answer = std::function<void(Response)>;

// May be called on several threads at once; `answer` is called exactly once, on any thread.
class Handler {
public:
    virtual ~Handler() = default;
    virtual void handle(Request request, Answer answer) = 0;
};

} // namespace jiujin::server
