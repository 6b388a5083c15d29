// Hears of a newer catalogue of matters within seconds: waits on the platform, on a line of its
// own, until the timestamp is another. It only says that it is time to ask; what comes is fetched
// and believed as ever, and without this a terminal asks every ten minutes all the same.
#pragma once

#include "app/terminal/sync/transport.h"
#include "platform/base/clock.h"

#include <functional>

namespace jiujin::sync {

// What waits for a file.
class WaitTransport {
public:
    virtual ~WaitTransport() = default;
    // GET with "If-None-Match: tag"; no such header without a tag. Errors as of Transport.
    virtual Result<Answer> getOther(std::string_view path, std::string_view tag) = 0;
};

class CatalogueWatch {
public:
    // Both must outlive this. newer: in the thread that asks.
    CatalogueWatch(WaitTransport& transport, const Clock& clock, std::function<void()> newer)
        : transport_(transport), clock_(clock), newer_(std::move(newer)) {}

    // One question, which blocks for up to a minute. The wait before the next.
    std::chrono::milliseconds ask();

private:
    WaitTransport& transport_;
    const Clock& clock_;
    const std::function<void()> newer_;
    std::string tag_; // of the last that was heard of
};

} // namespace jiujin::sync
