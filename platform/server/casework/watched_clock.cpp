#include "platform/server/casework/watched_clock.h"

#include "platform/base/event.h"

namespace jiujin::server {

using std::chrono::milliseconds;

WatchedClock::WatchedClock(const Clock& machine)
    : machine_(machine), believed_{machine.wall().time, machine.steady()} {}

milliseconds WatchedClock::movedBetween(const Reading& before, const Reading& now) {
    return now.wall - before.wall - std::chrono::floor<milliseconds>(now.steady - before.steady);
}

bool WatchedClock::isNear(const Reading& before, const Reading& now) {
    const milliseconds moved = movedBetween(before, now);
    return moved <= tolerance && moved >= -tolerance;
}

bool WatchedClock::isRight(const Reading& now, ClockGrade grade) const {
    const bool network = grade == ClockGrade::Network;
    const bool confirmed = claimed_ && network && isNear(*claimed_, now) &&
                           now.steady - claimed_->steady >= confirmedAfter;
    if (isNear(believed_, now) || confirmed) {
        claimed_.reset();
        if (network && (confirmed || now.steady - believed_.steady >= followedEvery))
            believed_ = now;
        return true;
    }
    if (!network)
        claimed_.reset();
    else if (!claimed_ || !isNear(*claimed_, now))
        claimed_ = now;
    return false;
}

GradedTime WatchedClock::wall() const {
    const std::lock_guard lock(mutex_);
    const GradedTime reading = machine_.wall();
    const Reading now{reading.time, machine_.steady()};
    const milliseconds moved = movedBetween(believed_, now);
    const bool right = isRight(now, reading.grade);
    if (right_ != right)
        logEvent(right ? Event::ClockTrusted : Event::ClockDistrusted, {{"ms", moved.count()}});
    right_ = right;
    return {reading.time, right ? reading.grade : ClockGrade::Unknown};
}

Result<WallTime> datingTime(const Clock& clock) {
    const GradedTime now = clock.wall();
    if (now.grade == ClockGrade::Unknown)
        return Error(ErrorCode::PlatformClock, "nothing is signed by this clock");
    return now.time;
}

} // namespace jiujin::server
