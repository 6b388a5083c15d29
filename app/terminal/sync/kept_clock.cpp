#include "app/terminal/sync/kept_clock.h"

#include "platform/base/event.h"

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
// The file need not be closer than this.
constexpr milliseconds keepEvery = 1h;

WallTime timeIn(std::istream& file) {
    std::string line;
    std::getline(file, line);
    const auto time = fromRfc3339(line);
    return time ? *time : WallTime{};
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
    if (seen_ + jump < recent)
        jumped(seen_ - recent);
}

GradedTime KeptClock::judged(GradedTime reading) const {
    if (reading.time + tolerance >= signed_)
        return {reading.time, contradicted_ ? ClockGrade::Unknown : reading.grade};
    const auto since = std::chrono::floor<milliseconds>(machine_.steady() - signedSince_);
    return {signed_ + since, ClockGrade::Unknown};
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

void KeptClock::signedAt(WallTime time) {
    const GradedTime reading = machine_.wall();
    const std::lock_guard lock(mutex_);
    if (time > signed_ && !tooFarAhead(time, reading))
        take(time);
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
}

void KeptClock::jumped(milliseconds by) {
    lastJump_ = by;
    logEvent(Event::ClockJumped, {{"ms", by.count()}});
}

void KeptClock::look() {
    const GradedTime reading = machine_.wall();
    const SteadyTime steadily = machine_.steady();
    const std::lock_guard lock(mutex_);
    const auto passed = std::chrono::floor<milliseconds>(steadily - lookedAt_);
    const milliseconds by = reading.time - seen_ - passed;
    if (by >= jump || by <= -jump)
        jumped(by);
    seen_ = reading.time;
    lookedAt_ = steadily;
    if (reading.grade == ClockGrade::Network)
        contradicted_ = false;
    const bool behind = reading.time + tolerance < signed_;
    if (behind && !behind_)
        logEvent(Event::ClockBehind, {{"ms", (signed_ - reading.time).count()}});
    behind_ = behind;
    keep();
}

// Written beside and put in place, so that a power cut leaves the old times or the new ones.
void KeptClock::keep() {
    const auto since = seen_ - kept_;
    if (since >= 0ms && since < keepEvery)
        return;
    const auto fresh = std::filesystem::path(file_).concat(".new");
    {
        std::ofstream stream(fresh, std::ios::trunc);
        stream << toRfc3339(signed_) << '\n' << toRfc3339(seen_) << '\n';
        if (!stream.flush())
            return;
    }
    std::error_code failure;
    std::filesystem::rename(fresh, file_, failure);
    if (!failure)
        kept_ = seen_;
}

ClockHealth KeptClock::health() const {
    const GradedTime reading = machine_.wall();
    const std::lock_guard lock(mutex_);
    return {judged(reading).grade, lastJump_};
}

} // namespace jiujin::sync
