// Threads for what takes the processor's time. To wake a thread costs as much as a good part of
// what it is woken for, so one that is awake takes what comes, and another is woken only when
// that one falls behind.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jiujin::server {

class Workers {
public:
    using Job = std::function<void()>;

    explicit Workers(std::size_t threads);
    ~Workers() { join(); }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // From any thread.
    void post(Job task);
    // Ends the threads once everything is done that was posted.
    void join();

private:
    void work();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> tasks_;
    const std::size_t count_;
    std::size_t awake_, woken_ = 0; // woken: those that are awake and do not know it yet
    bool ending_ = false;
    std::vector<std::thread> threads_; // last: they start when all else is there
};

} // namespace jiujin::server
