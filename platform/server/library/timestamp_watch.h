// Terminals that wait to hear of another timestamp of the catalogue. What is served is looked at
// once a second for all of them together, and not at all while nobody waits.
#pragma once

#include "platform/server/access/request.h"

#include <chrono>
#include <mutex>
#include <vector>

namespace jiujin::server {

class TimestampWatch {
public:
    // Runs a task later, once.
    using Later = std::function<void(std::chrono::milliseconds, std::function<void()>)>;
    using Tag = std::function<std::string()>;             // ETag of what is served now
    using Look = std::function<Response(const Request&)>; // the answer as it is now

    static constexpr std::int64_t longestSeconds = 50;

    // Must outlive what `later` still runs. Without `later` nobody is let wait.
    TimestampWatch(Later later, Tag tag, Look look)
        : later_(std::move(later)), tag_(std::move(tag)), look_(std::move(look)) {}

    // Answers when what is served has another tag than the request's If-None-Match, at the latest
    // after so many seconds.
    void wait(Request request, Answer answer, std::int64_t seconds);
    // Everybody is answered, now and from now on.
    void drain();
    std::size_t waiting() const;

private:
    struct Waiting {
        Request request;
        Answer answer;
        std::int64_t seconds;
    };
    void tick();
    void schedule();
    void tell(std::vector<Waiting> done) const;

    const Later later_;
    const Tag tag_;
    const Look look_;
    mutable std::mutex mutex_;
    std::vector<Waiting> waiting_;
    bool ticking_ = false, drained_ = false;
};

} // namespace jiujin::server
