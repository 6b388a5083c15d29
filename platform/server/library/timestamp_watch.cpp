#include "platform/server/library/timestamp_watch.h"

#include <algorithm>
#include <utility>

namespace jiujin::server {

void TimestampWatch::wait(Request request, Answer answer, std::int64_t seconds) {
    if (!later_ || seconds <= 0 || tag_() != request.ifNoneMatch)
        return answer(look_(request));
    std::unique_lock lock(mutex_);
    if (drained_) {
        lock.unlock();
        return answer(look_(request));
    }
    waiting_.push_back({std::move(request), std::move(answer), std::min(seconds, longestSeconds)});
    const bool first = !std::exchange(ticking_, true);
    lock.unlock();
    if (first)
        schedule();
}

void TimestampWatch::schedule() {
    later_(std::chrono::seconds(1), [this] { tick(); });
}

void TimestampWatch::tick() {
    const std::string now = tag_();
    std::vector<Waiting> done;
    bool more = false;
    {
        const std::lock_guard lock(mutex_);
        const auto over =
            std::stable_partition(waiting_.begin(), waiting_.end(), [&now](Waiting& each) {
                return --each.seconds > 0 && each.request.ifNoneMatch == now;
            });
        std::move(over, waiting_.end(), std::back_inserter(done));
        waiting_.erase(over, waiting_.end());
        more = !waiting_.empty();
        ticking_ = more;
    }
    tell(std::move(done));
    if (more)
        schedule();
}

void TimestampWatch::drain() {
    std::vector<Waiting> done;
    {
        const std::lock_guard lock(mutex_);
        drained_ = true;
        done = std::exchange(waiting_, {});
    }
    tell(std::move(done));
}

std::size_t TimestampWatch::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

void TimestampWatch::tell(std::vector<Waiting> done) const {
    for (const Waiting& each : done)
        each.answer(look_(each.request));
}

} // namespace jiujin::server
