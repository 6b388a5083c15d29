#include "drivers/printer-cups/worker.h"

#include <algorithm>
#include <utility>

namespace jiujin::drivers::printing {

namespace {

using namespace std::chrono_literals;

constexpr auto whilePrinting = 250ms;
constexpr auto whileServing = 1000ms;
constexpr auto whileIdle = 5000ms;

} // namespace

Worker::Worker(CupsQueue queue, std::optional<IppPrinter> printer, Listener listener)
    : queue_(std::move(queue)), printer_(std::move(printer)), listener_(std::move(listener)) {
    thread_ = std::thread(&Worker::run, this);
}

Worker::~Worker() {
    {
        const std::lock_guard lock(mutex_);
        orders_ = {};
        orders_.stop = isNew_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Worker::serve(bool serving) {
    const std::lock_guard lock(mutex_);
    orders_.serving = isNew_ = true;
    if (!serving)
        orders_ = {};
    changed_.notify_one();
}

void Worker::askCondition() {
    const std::lock_guard lock(mutex_);
    orders_.asked = isNew_ = true;
    changed_.notify_one();
}

void Worker::print(std::uint32_t ticket, Secret pdf) {
    const std::lock_guard lock(mutex_);
    orders_.prints.push_back({ticket, std::move(pdf)});
    isNew_ = true;
    changed_.notify_one();
}

bool Worker::cancel(std::uint32_t ticket) {
    const std::lock_guard lock(mutex_);
    const auto waiting = std::find_if(orders_.prints.begin(), orders_.prints.end(),
                                      [&](const Wanted& each) { return each.ticket == ticket; });
    if (waiting != orders_.prints.end()) {
        orders_.prints.erase(waiting);
        return true;
    }
    orders_.cancelled = ticket;
    isNew_ = true;
    changed_.notify_one();
    return false;
}

void Worker::run() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            isNew_ = false;
            if (orders_.stop)
                break;
        }
        round();
        pause();
    }
    if (job_)
        finish(job_->takeBack(ErrorCode::DeviceCancelled));
}

void Worker::pause() {
    std::unique_lock lock(mutex_);
    const auto length = job_ ? whilePrinting : orders_.serving ? whileServing : whileIdle;
    changed_.wait_for(lock, length, [&] { return isNew_; });
}

void Worker::round() {
    // A host that was killed may have left the last citizen's document in the queue.
    if (!leftoversGone_)
        leftoversGone_ = dropLeftovers();
    const Condition now = observe();
    tell(now);
    if (job_)
        proceed(now);
    else
        begin(now);
}

bool Worker::dropLeftovers() const {
    if (!queue_.cancelAll().ok())
        return false;
    if (!printer_)
        return true;
    const auto newest = printer_->newestJob();
    return newest.ok() && !newest->active;
}

Condition Worker::observe() const {
    Condition now;
    now.sheets = sheets_ + (job_ ? job_->sheets() : 0);
    const auto queue = queue_.state();
    if (!queue.ok() || !queue->usable || !leftoversGone_) {
        now.fault = ErrorCode::PrinterGone;
        return now;
    }
    const auto reasons = printer_ ? printer_->reasons() : Result(queue->reasons);
    if (!reasons.ok()) {
        now.fault = reasons.error().code;
        return now;
    }
    const Verdict verdict = judge(*reasons);
    now.fault = verdict.fault;
    now.warning = verdict.warning;
    return now;
}

void Worker::begin(const Condition& now) {
    Wanted wanted;
    {
        const std::lock_guard lock(mutex_);
        if (orders_.prints.empty())
            return;
        wanted = std::move(orders_.prints.front());
        orders_.prints.pop_front();
        orders_.cancelled.reset();
    }
    ticket_ = wanted.ticket;
    job_.emplace(queue_, printer_, std::move(wanted.pdf));
    if (now.fault)
        return finish(Error(*now.fault, "printer: not ready, nothing was sent"));
    begun_ = true;
    listener_.paper({PaperWord::Kind::Begun});
    const auto submitted = job_->submit();
    if (!submitted.ok())
        finish(submitted.error());
}

void Worker::proceed(const Condition& now) {
    bool wantedNoMore = false;
    {
        const std::lock_guard lock(mutex_);
        wantedNoMore = !orders_.serving || orders_.cancelled == ticket_;
    }
    if (wantedNoMore)
        return finish(job_->takeBack(ErrorCode::DeviceCancelled));
    if (auto outcome = job_->look(now.fault, std::chrono::steady_clock::now()))
        finish(std::move(*outcome));
}

void Worker::finish(Printed outcome) {
    sheets_ += job_->sheets();
    job_.reset();
    if (std::exchange(begun_, false))
        tellPaper(outcome);
    listener_.finished(ticket_, std::move(outcome));
    const std::lock_guard lock(mutex_);
    isNew_ = isNew_ || !orders_.prints.empty();
}

void Worker::tellPaper(const Printed& outcome) {
    if (outcome.ok())
        listener_.paper({PaperWord::Kind::Out, std::clamp(*outcome, 0, mostSheets)});
    else if (outcome.error().code == ErrorCode::PrintUnknown)
        listener_.paper({PaperWord::Kind::Unknown});
    else
        listener_.paper({PaperWord::Kind::Out, 0});
}

void Worker::tell(const Condition& now) {
    const std::string health(now.fault ? codeOf(*now.fault) : "ok");
    if (std::exchange(health_, health) != health)
        listener_.health(health);
    bool wanted = false;
    {
        const std::lock_guard lock(mutex_);
        wanted = std::exchange(orders_.asked, false) || (orders_.serving && told_ != now);
    }
    if (!wanted)
        return;
    told_ = now;
    listener_.condition(now);
}

} // namespace jiujin::drivers::printing
