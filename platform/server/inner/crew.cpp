#include "platform/server/inner/crew.h"

namespace jiujin::server {

Crew::Crew(std::size_t helpers) {
    for (std::size_t i = 0; i < helpers; ++i)
        helpers_.emplace_back([this] { help(); });
}

Crew::~Crew() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    begun_.notify_all();
    for (std::thread& helper : helpers_)
        helper.join();
}

void Crew::each(std::size_t count, const std::function<void(std::size_t)>& piece) {
    std::unique_lock lock(mutex_);
    piece_ = &piece;
    next_ = 0;
    count_ = open_ = count;
    begun_.notify_all();
    while (doOne(lock)) {
    }
    done_.wait(lock, [this] { return open_ == 0; });
}

// False when there is none that nobody has begun.
bool Crew::doOne(std::unique_lock<std::mutex>& lock) {
    if (next_ == count_)
        return false;
    const std::size_t mine = next_++;
    const auto& piece = *piece_;
    lock.unlock();
    piece(mine);
    lock.lock();
    if (--open_ == 0)
        done_.notify_one();
    return true;
}

void Crew::help() {
    std::unique_lock lock(mutex_);
    while (!ending_) {
        if (!doOne(lock))
            begun_.wait(lock, [this] { return ending_ || next_ != count_; });
    }
}

} // namespace jiujin::server
