#include "platform/server/store/committer.h"

#include "platform/base/event.h"

#include <future>

namespace jiujin::server {

namespace {

constexpr std::size_t maxBatch = 128;
// Who commits among many waits a moment for those on their way: less than the disk takes, and a
// commit costs as much for a hundred as for ten.
constexpr std::size_t crowd = 8;
constexpr std::chrono::milliseconds gathering{2};

} // namespace

CommitterThread::CommitterThread(Store& store) : store_(store), thread_([this] { loop(); }) {}

CommitterThread::~CommitterThread() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

std::size_t CommitterThread::waiting() {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void CommitterThread::run(Work work, Done done) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back({std::move(work), std::move(done)});
    }
    wake_.notify_one();
}

Result<void> CommitterThread::runAndWait(Work work) {
    std::promise<Result<void>> told;
    run(std::move(work), [&told](const Result<void>& done) { told.set_value(done); });
    return told.get_future().get();
}

void CommitterThread::loop() {
    bool crowded = false;
    while (true) {
        std::deque<Job> jobs;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return ending_ || !queue_.empty(); });
            if (queue_.empty())
                return;
            if (crowded && queue_.size() < maxBatch) {
                lock.unlock();
                std::this_thread::sleep_for(gathering);
                lock.lock();
            }
            while (!queue_.empty() && jobs.size() < maxBatch) {
                jobs.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        crowded = jobs.size() >= crowd;
        commit(std::move(jobs));
    }
}

void CommitterThread::commit(std::deque<Job> jobs) {
    std::vector<Result<void>> results;
    const auto whole = store_.transaction([&]() -> Result<void> {
        for (const Job& job : jobs)
            results.push_back(store_.transaction([&] { return job.work(store_); }));
        return {};
    });
    if (!whole.ok())
        logEvent(Event::StoreFailed, {{"code", whole.error().code}});
    for (std::size_t i = 0; i < jobs.size(); ++i)
        jobs[i].done(whole.ok() ? results[i] : whole);
}

} // namespace jiujin::server
