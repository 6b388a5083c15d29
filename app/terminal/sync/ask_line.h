// Carries asks to the platform and replies back, reading neither. Each ask has a connection and a
// thread of its own, so that a drain never delays it and it never delays a drain; each is told
// something by its deadline at the latest.
#pragma once

#include "app/terminal/sync/transport.h"
#include "platform/base/clock.h"
#include "platform/protocol/ask.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

namespace jiujin::sync {

class AskLine {
public:
    using MakeTransport = std::function<std::unique_ptr<Transport>()>;
    using Told = std::function<void(Result<Bytes>)>;
    static constexpr std::size_t atOnce = 4;
    static constexpr std::chrono::seconds longestPatience{60};

    // networkDown: whether that is known already, from any thread. The clock must outlive the line.
    AskLine(MakeTransport make, std::string terminalId, std::function<bool()> networkDown,
            const Clock& clock);
    // Cuts what is under way short; all are told.
    ~AskLine();
    AskLine(const AskLine&) = delete;
    AskLine& operator=(const AskLine&) = delete;

    // `head` is an AskHead as JSON, `sealed` the request. Told once, here or on another thread: the
    // sealed answer, or AskMalformed, AskLate, AskLimited (too many at once, or the platform says
    // so), AskReplayed, AskMismatch (a reply to another ask), AskOffline, AskUnanswered, or why the
    // other end is not the platform.
    void carry(std::string_view head, Bytes sealed, Told told);

private:
    struct Run {
        std::unique_ptr<Transport> transport;
        Told told; // taken by whoever tells
        SteadyTime until;
        bool done = false;
        std::thread thread;
    };
    using Runs = std::list<std::unique_ptr<Run>>;

    bool begin(const protocol::Ask& ask, SteadyTime until, Told& told);
    void perform(Run& run, const protocol::Ask& ask);
    void tell(Run& run, Result<Bytes> answer);
    void keepTime();
    SteadyTime nextDeadline() const;
    Runs takeDone();
    void cutOverdue(std::unique_lock<std::mutex>& lock);

    const MakeTransport make_;
    const std::string terminalId_;
    const std::function<bool()> networkDown_;
    const Clock& clock_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Runs runs_;
    bool ending_ = false;
    std::thread keeper_; // last: starts when all else is there
};

} // namespace jiujin::sync
