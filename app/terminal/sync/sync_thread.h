// Runs the rounds in a thread of its own, so that no visit ever waits for a network.
#pragma once

#include "app/terminal/sync/transport.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace jiujin::sync {

class SyncThread {
public:
    // Gives the wait before the next.
    using Step = std::function<std::chrono::milliseconds()>;

    SyncThread(Transport& transport, Step step);
    // Cuts a running request short.
    ~SyncThread();

    // There is something new to send: now, whatever the pace.
    void wake();
    // Until the next attempt; zero while one runs. From any thread.
    std::chrono::milliseconds untilNext();

private:
    void run();

    Transport& transport_;
    const Step step_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false, ending_ = false;
    std::chrono::steady_clock::time_point due_{};
    std::thread thread_;
};

} // namespace jiujin::sync
