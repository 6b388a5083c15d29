#include "drivers/smartcard-pcsc/worker.h"

#include <deque>

namespace jiujin::drivers::smartcard {

namespace {

using namespace std::chrono_literals;

// pcscd looks at many readers every 400 ms: that long, and a little, until a swap is seen.
constexpr auto untilSwapIsSeen = 700ms;
constexpr auto untilLeftBehind = 300ms;

} // namespace

struct Worker::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Job> jobs;
    View view;
    Finished finished;
    std::uint32_t first = 0; // ticket of the oldest job that counts
    std::uint32_t newest = 0;
    bool stop = false, ended = false;

    std::optional<Job> next() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return stop || !jobs.empty(); });
        if (jobs.empty())
            return std::nullopt;
        Job job = std::move(jobs.front());
        jobs.pop_front();
        return job;
    }

    View later(std::uint32_t insertion) {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, untilSwapIsSeen,
                         [&] { return stop || !view.slot || view.slot->insertion != insertion; });
        // A card that was swapped: the other one may be on its way.
        changed.wait_for(lock, untilSwapIsSeen, [&] {
            return stop || !view.slot || view.slot->holds != Slot::Holds::Nothing;
        });
        return view;
    }

    void tell(std::uint32_t ticket, Result<Finding> finding, int detail) {
        const std::lock_guard lock(mutex);
        if (finished && ticket >= first)
            finished(ticket, std::move(finding), detail);
    }
};

Worker::Worker(std::unique_ptr<ChineseText> text, Finished finished)
    : shared_(std::make_shared<Shared>()) {
    shared_->finished = std::move(finished);
    thread_ = std::thread([shared = shared_, converter = std::move(text)]() mutable {
        run(shared, std::move(converter));
    });
}

Worker::~Worker() {
    std::unique_lock lock(shared_->mutex);
    shared_->stop = true;
    shared_->finished = nullptr;
    shared_->changed.notify_all();
    const bool ended =
        shared_->changed.wait_for(lock, untilLeftBehind, [&] { return shared_->ended; });
    lock.unlock();
    if (ended)
        thread_.join();
    else
        thread_.detach();
}

void Worker::submit(Job job) {
    const std::lock_guard lock(shared_->mutex);
    shared_->newest = job.ticket;
    shared_->jobs.push_back(std::move(job));
    shared_->changed.notify_all();
}

void Worker::abandon() {
    const std::lock_guard lock(shared_->mutex);
    shared_->jobs.clear();
    shared_->first = shared_->newest + 1;
}

void Worker::show(const View& view) {
    const std::lock_guard lock(shared_->mutex);
    shared_->view = view;
    shared_->changed.notify_all();
}

void Worker::run(const std::shared_ptr<Shared>& shared, std::unique_ptr<ChineseText> text) {
    Desk desk(std::move(text),
              [&shared](std::uint32_t insertion) { return shared->later(insertion); });
    while (const auto job = shared->next())
        shared->tell(job->ticket, desk.perform(*job), desk.lastStatus());
    const std::lock_guard lock(shared->mutex);
    shared->ended = true;
    shared->changed.notify_all();
}

} // namespace jiujin::drivers::smartcard
