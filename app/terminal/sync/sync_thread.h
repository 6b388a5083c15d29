// Runs a courier in a thread of its own, so that no visit ever waits for a network.
#pragma once

#include "app/terminal/sync/courier.h"

#include <condition_variable>
#include <functional>
#include <thread>

namespace jiujin::sync {

class SyncThread {
public:
    // What to do when nothing is to be sent; gives the wait before the next attempt.
    using Idle = std::function<std::chrono::milliseconds()>;

    // An empty outbox still wants tending: without `idle`, every ten minutes.
    SyncThread(Courier& courier, Transport& transport, Idle idle = {});
    // Cuts a running request short.
    ~SyncThread();

    // There is something new to send: now, whatever the pace.
    void wake();
    // Until the next attempt; zero while one runs. From any thread.
    std::chrono::milliseconds untilNext();

private:
    void run();
    std::chrono::milliseconds step();

    Courier& courier_;
    Transport& transport_;
    Idle idle_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool woken_ = false, ending_ = false;
    std::chrono::steady_clock::time_point due_{};
    std::thread thread_;
};

} // namespace jiujin::sync
