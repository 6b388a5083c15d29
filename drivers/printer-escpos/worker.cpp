#include "drivers/printer-escpos/worker.h"

#include <algorithm>
#include <utility>

namespace jiujin::drivers::escpos {

namespace {

using namespace std::chrono_literals;

constexpr auto betweenConnects = 1000ms;
constexpr auto whilePrinting = 500ms;
constexpr auto whileServing = 2000ms;
constexpr auto whileIdle = 5000ms;
constexpr auto whileItTells = 10000ms; // a printer that tells changes by itself; is it there still
constexpr auto shortestRest = 200ms;   // between two rounds of questions that nobody asked for
constexpr auto forEver = std::chrono::hours(24);
constexpr int silencesAtMost = 2;

// A slip of half a metre takes a slow printer this long.
constexpr auto confirmPatience = 12s;
// How long a citizen is asked to wait for somebody to bring paper.
constexpr auto faultPatience = 10s;

SteadyTime now() {
    return std::chrono::steady_clock::now();
}

} // namespace

Worker::Worker(std::unique_ptr<Line> line, Connect connect, Encoder encoder, Listener listener)
    : connect_(std::move(connect)),
      encoder_(std::move(encoder)),
      listener_(std::move(listener)),
      line_(std::move(line)),
      removed_(!line_ && !connect_) {
    thread_ = std::thread(&Worker::run, this);
}

Worker::~Worker() {
    order(
        [](Orders& orders) {
            orders.prints.clear();
            orders.serving = false;
            orders.stop = orders.calledOff = true;
        },
        true);
    thread_.join();
}

void Worker::serve(bool serving) {
    order(
        [serving](Orders& orders) {
            orders.serving = serving;
            orders.calledOff = orders.calledOff || !serving;
            if (!serving)
                orders.prints.clear();
        },
        !serving);
}

void Worker::askCondition() {
    order([](Orders& orders) { orders.asked = true; }, false);
}

void Worker::print(std::uint32_t ticket, std::vector<Part> parts) {
    order([&](Orders& orders) { orders.prints.push_back({ticket, std::move(parts)}); }, false);
}

CalledOff Worker::callOff(std::uint32_t ticket) {
    const std::lock_guard lock(mutex_);
    const auto waiting = std::find_if(orders_.prints.begin(), orders_.prints.end(),
                                      [&](const Wanted& each) { return each.ticket == ticket; });
    if (waiting != orders_.prints.end()) {
        orders_.prints.erase(waiting);
        return CalledOff::NothingSent;
    }
    if (orders_.current != ticket)
        return CalledOff::NotThere;
    orders_.calledOff = true;
    abort_.request();
    wake_.request();
    return orders_.sent ? CalledOff::MayBeOut : CalledOff::NothingSent;
}

void Worker::order(const std::function<void(Orders&)>& change, bool abort) {
    const std::lock_guard lock(mutex_);
    change(orders_);
    if (abort)
        abort_.request();
    wake_.request();
}

void Worker::run() {
    while (takeOrders())
        if (job_)
            proceed();
        else if (!talk_)
            connect();
        else if (const auto wanted = next())
            begin(*wanted);
        else
            watch();
    if (job_)
        endUnknown();
}

bool Worker::takeOrders() {
    const std::lock_guard lock(mutex_);
    wake_.clear();
    if (!orders_.current && !orders_.stop) {
        orders_.calledOff = false;
        abort_.clear();
    }
    return !orders_.stop;
}

std::optional<Worker::Wanted> Worker::next() {
    const std::lock_guard lock(mutex_);
    if (orders_.prints.empty())
        return std::nullopt;
    Wanted wanted = std::move(orders_.prints.front());
    orders_.prints.pop_front();
    orders_.current = wanted.ticket;
    orders_.sent = orders_.calledOff = false;
    return wanted;
}

void Worker::connect() {
    if (!line_ && connect_) {
        auto made = connect_(abort_);
        if (made.ok())
            line_ = std::move(*made);
        else
            lose(ErrorCode::SlipGone);
    }
    if (line_) {
        talk_.emplace(*line_, abort_);
        observe();
    }
    tell();
    if (talk_)
        return;
    failWaiting();
    [[maybe_unused]] const bool woken =
        wake_.requestedBefore(now() + (removed_ ? forEver : betweenConnects));
}

void Worker::watch() {
    bool asked = false;
    {
        const std::lock_guard lock(mutex_);
        asked = orders_.asked;
    }
    if (asked || now() >= nextAsk_) {
        observe();
    } else {
        const auto heard = talk_->listen(nextAsk_, wake_);
        if (!heard.ok())
            hear(heard.error());
        else if (*heard)
            // What it tells by itself may be noise: it is asked.
            nextAsk_ = askedAt_ + shortestRest;
    }
    tell();
}

void Worker::observe() {
    bool serving = false;
    {
        const std::lock_guard lock(mutex_);
        serving = orders_.serving;
    }
    const auto asked = talk_->ask();
    askedAt_ = now();
    nextAsk_ = askedAt_ + (job_             ? whilePrinting
                           : talk_->tells() ? whileItTells
                           : serving        ? whileServing
                                            : whileIdle);
    if (!asked.ok())
        return hear(asked.error());
    silences_ = 0;
    cause_ = causeOf(*asked, cause_);
}

void Worker::begin(const Wanted& wanted) {
    const auto encoded = encoder_.encode(wanted.parts);
    if (!encoded.ok())
        return finish(wanted.ticket, encoded.error());
    const auto prepared = prepare();
    if (!prepared.ok())
        return finish(wanted.ticket, prepared.error());
    if (!claim())
        return finish(wanted.ticket, Error(ErrorCode::DeviceCancelled));
    job_ = Job{wanted.ticket, {}, {}};
    listener_.paper({PaperWord::Kind::Begun});
    const auto sent = talk_->send(*encoded);
    job_->until = now() + confirmPatience;
    nextAsk_ = now() + whilePrinting;
    if (sent.ok())
        return;
    hear(sent.error());
    endUnknown();
}

Result<void> Worker::prepare() {
    observe();
    tell();
    if (!talk_ || cause_)
        return Error(cause_.value_or(ErrorCode::SlipGone), "slip: not ready, nothing was sent");
    const auto settled = talk_->settle();
    if (settled.ok())
        return {};
    hear(settled.error());
    return settled.error().code == ErrorCode::DeviceRemoved
               ? Error(ErrorCode::SlipGone, settled.error().where)
               : settled;
}

bool Worker::claim() {
    const std::lock_guard lock(mutex_);
    orders_.sent = !orders_.calledOff;
    return orders_.sent;
}

void Worker::proceed() {
    bool calledOff = false;
    {
        const std::lock_guard lock(mutex_);
        calledOff = orders_.calledOff;
    }
    if (calledOff)
        return endUnknown();
    const auto heard = talk_->listen(std::min(nextAsk_, job_->until), wake_);
    if (!heard.ok()) {
        hear(heard.error());
    } else if (talk_->confirmed()) {
        ++slips_;
        listener_.paper({PaperWord::Kind::Out, 1});
        finish(std::exchange(job_, std::nullopt)->ticket, {});
        nextAsk_ = now();
        return;
    } else if (*heard) {
        nextAsk_ = askedAt_ + shortestRest;
    }
    if (talk_ && now() >= nextAsk_)
        observe();
    tell();
    if (!talk_ || isOverdue(now()))
        endUnknown();
}

// A fault has its own patience, and the printer as much time as ever once it is over.
bool Worker::isOverdue(SteadyTime time) {
    if (!cause_) {
        if (std::exchange(job_->faultSince, std::nullopt))
            job_->until = time + confirmPatience;
        return time >= job_->until;
    }
    if (!job_->faultSince)
        job_->faultSince = time;
    job_->until = std::max(job_->until, time + whilePrinting);
    return time - *job_->faultSince >= faultPatience;
}

// Answered first: what follows takes a moment.
void Worker::endUnknown() {
    listener_.paper({PaperWord::Kind::Unknown});
    finish(std::exchange(job_, std::nullopt)->ticket,
           Error(ErrorCode::PrintUnknown, "slip: the printer did not say that it is out"));
    bool stop = false;
    {
        const std::lock_guard lock(mutex_);
        stop = orders_.stop;
        abort_.clear();
    }
    if (talk_)
        talk_->forget();
    if (talk_ && !stop)
        talk_->settleLate();
}

void Worker::failWaiting() {
    while (const auto wanted = next())
        finish(wanted->ticket, Error(cause_.value_or(ErrorCode::SlipGone), "slip: no printer"));
}

void Worker::hear(const Error& error) {
    // Silent, and then a new connection that is closed at once: still the printer that hangs, which
    // has not let go of the connection before. One that is off takes none.
    if (error.code == ErrorCode::DeviceRemoved)
        return lose(silences_ >= silencesAtMost ? ErrorCode::DeviceTimeout : ErrorCode::SlipGone);
    if (error.code == ErrorCode::DeviceUnsupported)
        return lose(error.code);
    if (error.code == ErrorCode::SlipNoPaper)
        cause_ = ErrorCode::SlipNoPaper;
    if (error.code != ErrorCode::DeviceTimeout)
        return;
    nextAsk_ = std::min(nextAsk_, now() + whilePrinting);
    if (++silences_ < silencesAtMost)
        return;
    cause_ = ErrorCode::DeviceTimeout;
    // A connection whose printer was switched off and on again stays silent for ever.
    if (connect_ && !job_)
        lose(ErrorCode::DeviceTimeout);
}

void Worker::lose(ErrorCode code) {
    cause_ = code;
    removed_ = !connect_;
    talk_.reset();
    line_.reset();
}

void Worker::finish(std::uint32_t ticket, Result<void> outcome) {
    {
        const std::lock_guard lock(mutex_);
        orders_.current.reset();
    }
    listener_.finished(ticket, std::move(outcome));
}

void Worker::tell() {
    const bool gone = removed_ && cause_ != ErrorCode::DeviceUnsupported;
    const std::string health(gone     ? codeOf(ErrorCode::DeviceRemoved)
                             : cause_ ? codeOf(*cause_)
                                      : "ok");
    if (std::exchange(health_, health) != health)
        listener_.health(health);
    const Condition condition{cause_, talk_ && talk_->state().nearEnd, slips_};
    bool wanted = false;
    {
        const std::lock_guard lock(mutex_);
        wanted = std::exchange(orders_.asked, false) || (orders_.serving && told_ != condition);
    }
    if (!wanted)
        return;
    told_ = condition;
    listener_.condition(condition);
}

} // namespace jiujin::drivers::escpos
