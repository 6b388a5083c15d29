// Hands that do one piece of work each, side by side: for what costs the processors time and
// touches nothing that is shared.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace jiujin::server {

class Crew {
public:
    // Besides the thread that asks; none: all is done there, one after another.
    explicit Crew(std::size_t helpers);
    ~Crew();
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;

    // Calls `piece` once for each number below `count`, on any of the threads and in any order, and
    // returns when all are done. `piece` must not throw. One call at a time.
    void each(std::size_t count, const std::function<void(std::size_t)>& piece);

private:
    void help();
    bool doOne(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable begun_, done_;
    const std::function<void(std::size_t)>* piece_ = nullptr;
    std::size_t next_ = 0, count_ = 0, open_ = 0; // open: not yet done
    bool ending_ = false;
    std::vector<std::thread> helpers_; // last: start when all else is there
};

} // namespace jiujin::server
