// The machine's clock, held against the monotonic one while a zone serves: a word that is signed by
// a clock that ran years ahead cannot be taken back, so none is signed until that is settled.
#pragma once

#include "platform/base/clock.h"

#include <mutex>
#include <optional>

namespace jiujin::server {

class WatchedClock : public Clock {
public:
    // A network's time is stepped by less.
    static constexpr std::chrono::minutes tolerance{5};
    // So long a network must say the same before it is believed against the monotonic clock.
    static constexpr std::chrono::minutes confirmedAfter{10};

    // How often the steps of a network's time are followed: a clock that runs too fast would
    // otherwise be believed little by little.
    static constexpr std::chrono::hours followedEvery{1};

    // As the machine's clock stands now it is believed: whoever starts the program says so. The
    // machine's must outlive this.
    explicit WatchedClock(const Clock& machine);

    // Grade Unknown while the wall clock has moved by more than `tolerance` beside the monotonic
    // one, since the start or since a network said so last; told by events when it begins and when
    // it ends. A machine that was suspended looks the same.
    GradedTime wall() const override;
    SteadyTime steady() const override { return machine_.steady(); }

private:
    struct Reading {
        WallTime wall;
        SteadyTime steady;
    };
    static std::chrono::milliseconds movedBetween(const Reading& before, const Reading& now);
    static bool isNear(const Reading& before, const Reading& now);
    bool isRight(const Reading& now, ClockGrade grade) const;

    const Clock& machine_;
    mutable std::mutex mutex_;
    mutable Reading believed_;
    mutable std::optional<Reading> claimed_; // by a network, against what is believed
    mutable bool right_ = true;
};

// For what is dated and signed. PlatformClock while the clock's grade is Unknown.
Result<WallTime> datingTime(const Clock& clock);

} // namespace jiujin::server
