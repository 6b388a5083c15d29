#include "app/terminal/sync/kept_clock.h"

#include "app/terminal/kept/kept_file.h"
#include "platform/base/event.h"

#include <charconv>
#include <fstream>

namespace jiujin::sync {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

// A network's time is stepped by less.
constexpr milliseconds jump = 5s;
// Clocks of terminal and platform may differ by so much without either being wrong.
constexpr milliseconds tolerance = 5min;
// Nor is a clock that nobody has moved ever wrong by so much.
constexpr milliseconds farAhead = 24h;
// The file need not be closer than this, and less so what was read than what was signed.
constexpr milliseconds keepEvery = 1h, keepSignedEvery = 5min;

WallTime timeIn(std::istream& file) {
    std::string line;
    std::getline(file, line);
    const auto time = fromRfc3339(line);
    return time ? *time : WallTime{};
}

milliseconds durationIn(std::istream& file) {
    std::string line;
    std::getline(file, line);
    std::int64_t count = 0;
    const auto [end, failure] = std::from_chars(line.data(), line.data() + line.size(), count);
    const bool whole = failure == std::errc() && end == line.data() + line.size();
    return milliseconds(whole ? count : 0);
}

} // namespace

KeptClock::KeptClock(const Clock& machine, std::filesystem::path file)
    : machine_(machine),
      file_(std::move(file)),
      signedSince_(machine.steady()),
      lookedAt_(signedSince_),
      seen_(machine.wall().time) {
    std::ifstream stream(file_);
    signed_ = timeIn(stream);
    const WallTime recent = timeIn(stream);
    moved_ = durationIn(stream);
    if (seen_ + jump < recent)
        jumped(seen_ - recent);
}

milliseconds KeptClock::movedSinceLook(WallTime reading) const {
    const auto passed = std::chrono::floor<milliseconds>(machine_.steady() - lookedAt_);
    const milliseconds by = reading - seen_ - passed;
    return by >= jump || by <= -jump ? by : milliseconds(0);
}

// One that stood behind what was signed and was set to about that was set right.
GradedTime KeptClock::judged(GradedTime reading) const {
    const WallTime least =
        signed_ + std::chrono::floor<milliseconds>(machine_.steady() - signedSince_);
    if (reading.time + tolerance < signed_)
        return {least, ClockGrade::Unknown};
    const bool moved = moved_ + movedSinceLook(reading.time) > tolerance;
    const bool doubted = contradicted_ || (moved && reading.time > least + tolerance);
    const bool vouched = reading.grade == ClockGrade::Network;
    return {reading.time, doubted && !vouched ? ClockGrade::Unknown : reading.grade};
}

GradedTime KeptClock::wall() const {
    const GradedTime reading = machine_.wall();
    const std::lock_guard lock(mutex_);
    return judged(reading);
}

// A clock of grade Unknown, or behind what was signed, is in no position to say so.
bool KeptClock::tooFarAhead(WallTime time, GradedTime reading) const {
    return reading.grade != ClockGrade::Unknown && reading.time + tolerance >= signed_ &&
           time > reading.time + farAhead;
}

void KeptClock::take(WallTime time) {
    signed_ = time;
    signedSince_ = machine_.steady();
}

// Whoever moved the clock moved it to what the platform says, too; the next look counts it.
void KeptClock::compare(WallTime time, GradedTime reading) {
    if (reading.time <= time + tolerance && time <= reading.time + tolerance)
        moved_ = -movedSinceLook(reading.time);
}

void KeptClock::signedAt(WallTime time) {
    const GradedTime reading = machine_.wall();
    const std::lock_guard lock(mutex_);
    if (time > signed_ && !tooFarAhead(time, reading))
        take(time);
    compare(time, reading);
}

void KeptClock::answeredAt(WallTime time) {
    const GradedTime reading = machine_.wall();
    const std::lock_guard lock(mutex_);
    const bool ahead = tooFarAhead(time, reading);
    if (ahead && !contradicted_)
        logEvent(Event::ClockBehind, {{"ms", (time - reading.time).count()}});
    contradicted_ = ahead && reading.grade != ClockGrade::Network;
    if (!ahead)
        take(time);
    compare(time, reading);
}

void KeptClock::jumped(milliseconds by) {
    lastJump_ = by;
    logEvent(Event::ClockJumped, {{"ms", by.count()}});
}

void KeptClock::look() {
    const GradedTime reading = machine_.wall();
    {
        const std::lock_guard lock(mutex_);
        if (const milliseconds by = movedSinceLook(reading.time); by != 0ms) {
            jumped(by);
            moved_ += by;
        }
        seen_ = reading.time;
        lookedAt_ = machine_.steady();
        if (reading.grade == ClockGrade::Network) {
            contradicted_ = false;
            moved_ = 0ms;
        }
        const bool behind = reading.time + tolerance < signed_;
        if (behind && !behind_)
            logEvent(Event::ClockBehind, {{"ms", (signed_ - reading.time).count()}});
        behind_ = behind;
    }
    keep();
}

bool KeptClock::worthKeeping() const {
    const auto since = seen_ - kept_.seen;
    const auto grown = signed_ - kept_.signedTime;
    return since < 0ms || since >= keepEvery || grown >= keepSignedEvery ||
           grown <= -keepSignedEvery || moved_ != kept_.moved;
}

// Nobody who asks for the time waits for the disk.
void KeptClock::keep() {
    std::unique_lock lock(mutex_);
    if (!worthKeeping())
        return;
    const auto fresh = decltype(kept_){signed_, seen_, moved_};
    lock.unlock();
    const std::string text = toRfc3339(fresh.signedTime) + '\n' + toRfc3339(fresh.seen) + '\n' +
                             std::to_string(fresh.moved.count()) + '\n';
    const bool written = replaceFile(file_, text).ok();
    lock.lock();
    if (written)
        kept_ = fresh;
}

ClockHealth KeptClock::health() const {
    const GradedTime reading = machine_.wall();
    const std::lock_guard lock(mutex_);
    return {judged(reading).grade, lastJump_};
}

} // namespace jiujin::sync
