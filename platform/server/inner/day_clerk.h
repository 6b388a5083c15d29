// Closes each day: what was stored of each terminal, counted, signed and kept.
#pragma once

#include "platform/protocol/day_count.h"
#include "platform/server/store/committer.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace jiujin::server {

class DayClerk {
public:
    // A JWS by the acknowledgement key.
    using Sign = std::function<Result<std::string>(const protocol::DayCount&)>;

    // Committer and clock must outlive the clerk.
    DayClerk(Sign sign, Committer& committer, const Clock& clock)
        : sign_(std::move(sign)), committer_(committer), clock_(clock) {}

    // Closes yesterday, in China Standard Time, if that was not done; what was stored on days
    // before it that nobody closed belongs to it. True when it was done now. Nothing is closed by a
    // clock of unknown grade.
    Result<bool> tend();

private:
    Result<void> close(Store& store, const std::string& day) const;

    Sign sign_;
    Committer& committer_;
    const Clock& clock_;
};

// Tends at once and then every ten minutes, on a thread of its own.
class DayThread {
public:
    // The clerk must outlive the thread.
    explicit DayThread(DayClerk& clerk);
    ~DayThread();
    DayThread(const DayThread&) = delete;
    DayThread& operator=(const DayThread&) = delete;

private:
    void loop();

    DayClerk& clerk_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace jiujin::server
