#include "app/terminal/sync/sync_thread.h"

namespace jiujin::sync {

namespace {
// An empty outbox still wants tending.
constexpr std::chrono::minutes idle{10};
} // namespace

SyncThread::SyncThread(Courier& courier, Transport& transport)
    : courier_(courier), transport_(transport), thread_([this] { run(); }) {}

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

void SyncThread::run() {
    for (std::unique_lock lock(mutex_); !ending_;) {
        woken_ = false;
        lock.unlock();
        const auto wait = courier_.attempt().value_or(idle);
        lock.lock();
        changed_.wait_for(lock, wait, [this] { return woken_ || ending_; });
    }
}

} // namespace jiujin::sync
