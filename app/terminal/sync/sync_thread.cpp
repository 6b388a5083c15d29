#include "app/terminal/sync/sync_thread.h"

#include "platform/base/trace.h"

#include <algorithm>

namespace jiujin::sync {

SyncThread::SyncThread(Transport& transport, Step step)
    : transport_(transport), step_(std::move(step)), thread_([this] { run(); }) {}

SyncThread::~SyncThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    transport_.cancel();
    changed_.notify_all();
    thread_.join();
}

void SyncThread::wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_all();
}

std::chrono::milliseconds SyncThread::untilNext() {
    const std::lock_guard lock(mutex_);
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(due_ - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds(0));
}

void SyncThread::run() {
    for (std::unique_lock lock(mutex_); !ending_;) {
        woken_ = false;
        due_ = {};
        lock.unlock();
        std::chrono::milliseconds wait{0};
        {
            // One trace for what is said to the platform and what both log about it.
            const TraceScope trace(newTraceId());
            wait = step_();
        }
        lock.lock();
        due_ = std::chrono::steady_clock::now() + wait;
        changed_.wait_for(lock, wait, [this] { return woken_ || ending_; });
    }
}

} // namespace jiujin::sync
