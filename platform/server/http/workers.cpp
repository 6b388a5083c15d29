#include "platform/server/http/workers.h"

namespace jiujin::server {

namespace {

// Tasks that may wait for each thread that is awake: some tenths of a millisecond.
constexpr std::size_t patience = 3;

} // namespace

Workers::Workers(std::size_t threads) : count_(threads), awake_(threads) {
    for (std::size_t i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

void Workers::post(Job task) {
    {
        const std::lock_guard lock(mutex_);
        tasks_.push_back(std::move(task));
        if (awake_ == count_ || tasks_.size() <= patience * awake_)
            return;
        ++awake_;
        ++woken_;
    }
    wake_.notify_one();
}

void Workers::join() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
    threads_.clear();
}

void Workers::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        if (!tasks_.empty()) {
            Job task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
            task = nullptr; // what it held may have much to do in its end
            lock.lock();
            continue;
        }
        if (ending_)
            return;
        --awake_;
        wake_.wait(lock, [this] { return woken_ > 0 || ending_; });
        if (woken_ > 0)
            --woken_;
        else
            ++awake_;
    }
}

} // namespace jiujin::server
