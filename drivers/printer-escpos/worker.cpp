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
    orders_.stop();
    thread_.join();
}

void Worker::serve(bool serving) {
    orders_.serve(serving);
}

void Worker::askCondition() {
    orders_.ask();
}

void Worker::print(std::uint32_t ticket, std::vector<Part> parts) {
    orders_.print({ticket, std::move(parts)});
}

CalledOff Worker::callOff(std::uint32_t ticket) {
    return orders_.callOff(ticket);
}

void Worker::run() {
    while (orders_.beginRound())
        if (job_)
            proceed();
        else if (!talk_)
            connect();
        else if (const auto wanted = orders_.next())
            begin(*wanted);
        else
            watch();
    if (job_)
        endUnknown();
}

void Worker::connect() {
    if (!line_ && connect_) {
        auto made = connect_(orders_.abort());
        if (made.ok())
            line_ = std::move(*made);
        else
            lose(ErrorCode::SlipGone);
    }
    if (line_) {
        talk_.emplace(*line_, orders_.abort());
        observe();
    }
    tell();
    if (talk_)
        return;
    failWaiting();
    [[maybe_unused]] const bool woken =
        orders_.wake().requestedBefore(now() + (removed_ ? forEver : betweenConnects));
}

void Worker::watch() {
    if (orders_.asked() || now() >= nextAsk_) {
        observe();
    } else {
        const auto heard = talk_->listen(nextAsk_, orders_.wake());
        if (!heard.ok())
            hear(heard.error());
        else if (*heard)
            // What it tells by itself may be noise: it is asked.
            nextAsk_ = askedAt_ + shortestRest;
    }
    tell();
}

void Worker::observe() {
    const auto asked = talk_->ask();
    askedAt_ = now();
    nextAsk_ = askedAt_ + (job_                ? whilePrinting
                           : talk_->tells()    ? whileItTells
                           : orders_.serving() ? whileServing
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
    if (!orders_.claim())
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

void Worker::proceed() {
    if (orders_.calledOff())
        return endUnknown();
    const auto heard = talk_->listen(std::min(nextAsk_, job_->until), orders_.wake());
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
    const bool goesOn = orders_.resume();
    if (talk_)
        talk_->forget();
    if (talk_ && goesOn)
        talk_->settleLate();
}

void Worker::failWaiting() {
    while (const auto wanted = orders_.next())
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
    orders_.over();
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
    const bool asked = orders_.takeAsked();
    if (!asked && (!orders_.serving() || told_ == condition))
        return;
    told_ = condition;
    listener_.condition(condition);
}

} // namespace jiujin::drivers::escpos
