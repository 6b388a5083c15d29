// The machine's clock, held against the monotonic one and against times that the platform has
// signed: those are the only ones that a terminal without a network can be sure have passed, unless
// the platform's own clock was ahead.
#pragma once

#include "platform/base/clock.h"

#include <filesystem>
#include <mutex>

namespace jiujin::sync {

struct ClockHealth {
    ClockGrade grade = ClockGrade::Unknown;
    std::chrono::milliseconds lastJump{0}; // forward is positive; 0: none was seen
};

class KeptClock : public Clock {
public:
    // `file` keeps over restarts, one a line: the signed time and a recent reading, of RFC 3339,
    // and by how many milliseconds the clock was moved. What cannot be read counts as none. A
    // reading before the recent one is a jump.
    KeptClock(const Clock& machine, std::filesystem::path file);

    // While the machine's clock stands before what was signed: grade Unknown, and the signed time
    // with what has passed since by the monotonic clock. Unless a network vouches for it: its own
    // time and Unknown after it was moved forward, until the platform signs the same time, and
    // while the platform's is more than a day ahead.
    GradedTime wall() const override;
    SteadyTime steady() const override { return machine_.steady(); }

    // On a word, which may be an old one that comes again: only a later time says anything, and
    // none that is more than a day ahead of a clock that nothing else speaks against.
    void signedAt(WallTime time);
    // In answer to a question of this terminal's, just now: lowers what was signed before by a
    // platform whose clock was ahead, too.
    void answeredAt(WallTime time);
    // To be called now and then: tells jumps by events.
    void look();
    ClockHealth health() const;

private:
    void jumped(std::chrono::milliseconds by);
    GradedTime judged(GradedTime reading) const;
    std::chrono::milliseconds movedSinceLook(WallTime reading) const;
    bool tooFarAhead(WallTime time, GradedTime reading) const;
    void take(WallTime time);
    void compare(WallTime time, GradedTime reading);
    bool worthKeeping() const;
    void keep();

    const Clock& machine_;
    const std::filesystem::path file_;
    mutable std::mutex mutex_;
    WallTime signed_{};
    SteadyTime signedSince_, lookedAt_;
    WallTime seen_;
    bool behind_ = false;
    bool contradicted_ = false;          // by the platform, for more than a day
    std::chrono::milliseconds moved_{0}; // in all, since somebody else said the same time
    struct {
        WallTime signedTime, seen;
        std::chrono::milliseconds moved{0};
    } kept_;
    std::chrono::milliseconds lastJump_{0};
};

} // namespace jiujin::sync
