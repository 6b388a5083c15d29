// One request to the platform and what came back.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"

#include <chrono>
#include <deque>
#include <optional>

namespace jiujin::sync {

struct Answer {
    int status = 0;
    std::string contentType;
    std::string body;
    std::optional<std::chrono::seconds> retryAfter = {}; // as asked for, unbounded
    std::optional<std::uint64_t> uploadOffset = {};      // what is held of a blob
};

class Transport {
public:
    virtual ~Transport() = default;

    // NetworkDown, ProxyFailed; Platform… and NotThePlatform when the other end did not prove to be
    // it; TerminalUnknown, TerminalExpired when it turned this terminal away. Both block.
    virtual Result<Answer> post(std::string_view path, std::string_view contentType,
                                const Bytes& body) = 0;
    virtual Result<Answer> get(std::string_view path) = 0;
    // A post in two calls, so that its answer and the next body share the line: begin() returns
    // when the body has left, finish() gives the answer of the first that was begun. Two at the
    // most. A transport that knows no better has the answer when begin() returns.
    virtual void begin(std::string_view path, std::string_view contentType, Bytes body) {
        answered_.push_back(post(path, contentType, body));
    }
    virtual Result<Answer> finish() {
        Result<Answer> first = std::move(answered_.front());
        answered_.pop_front();
        return first;
    }
    // Ends a running request, and every later one, soon. From any thread.
    virtual void cancel() = 0;

private:
    std::deque<Result<Answer>> answered_;
};

} // namespace jiujin::sync
