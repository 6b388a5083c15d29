// The one writer. Work of many connections is gathered into one transaction, so that they share one
// wait for the disk; what is told to have been done, has been committed.
#pragma once

#include "platform/server/store/store.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace jiujin::server {

class Committer {
public:
    using Work = std::function<Result<void>(Store&)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~Committer() = default;

    // `work` runs on the committer's thread inside a transaction; its own failure undoes it alone.
    // `done` runs on the same thread after the commit and should hand on what takes long.
    virtual void run(Work work, Done done) = 0;
    // The same, and waits for it. Never from the committer's own thread.
    virtual Result<void> runAndWait(Work work) = 0;
};

class CommitterThread : public Committer {
public:
    // The store must outlive the committer and be used by nobody else.
    explicit CommitterThread(Store& store);
    // Finishes what was asked.
    ~CommitterThread() override;
    CommitterThread(const CommitterThread&) = delete;
    CommitterThread& operator=(const CommitterThread&) = delete;

    void run(Work work, Done done) override;
    Result<void> runAndWait(Work work) override;
    // Work that nobody has begun yet.
    std::size_t waiting();

private:
    struct Job {
        Work work;
        Done done;
    };
    void loop();
    void commit(std::deque<Job> jobs);

    Store& store_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    bool ending_ = false;
    std::thread thread_; // last: starts when all else is there
};

} // namespace jiujin::server
