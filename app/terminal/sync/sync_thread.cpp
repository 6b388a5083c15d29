#include "app/terminal/sync/sync_thread.h"

#include "platform/base/trace.h"

#include <algorithm>

namespace jiujin::sync {

namespace {
constexpr std::chrono::minutes tending{10};
} // namespace

SyncThread::SyncThread(Courier& courier, Transport& transport, Idle idle)
    : courier_(courier),
      transport_(transport),
      idle_(idle ? std::move(idle) : [] { return std::chrono::milliseconds(tending); }),
      thread_([this] { run(); }) {}

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

// One trace for what is said to the platform and what both log about it.
std::chrono::milliseconds SyncThread::step() {
    const TraceScope trace(newTraceId());
    const auto attempted = courier_.attempt();
    return attempted ? *attempted : idle_();
}

void SyncThread::run() {
    for (std::unique_lock lock(mutex_); !ending_;) {
        woken_ = false;
        due_ = {};
        lock.unlock();
        const auto wait = step();
        lock.lock();
        due_ = std::chrono::steady_clock::now() + wait;
        changed_.wait_for(lock, wait, [this] { return woken_ || ending_; });
    }
}

} // namespace jiujin::sync
