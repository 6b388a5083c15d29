// Time, injected. Wall time carries a grade, because a terminal may be offline for months; waiting
// uses the monotonic clock only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace jiujin {

// How far the wall clock can be trusted. Spelt "network", "drift", "unknown" in documents.
enum class ClockGrade { Network, Drift, Unknown };

using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;
using SteadyTime = std::chrono::steady_clock::time_point;

struct GradedTime {
    WallTime time;
    ClockGrade grade = ClockGrade::Unknown;
};

class Clock {
public:
    virtual ~Clock() = default;
    virtual GradedTime wall() const = 0;
    virtual SteadyTime steady() const = 0;
};

// The machine's clocks. The grade is Network when the kernel says it is disciplined (adjtimex),
// Unknown when the time lies before this program was built, otherwise Drift.
class SystemClock : public Clock {
public:
    GradedTime wall() const override;
    SteadyTime steady() const override;
};

std::string_view nameOf(ClockGrade grade);
Result<ClockGrade> clockGradeFrom(std::string_view name);

// RFC 3339 in UTC with milliseconds: "2026-11-22T01:04:00.123Z".
std::string toRfc3339(WallTime time);
Result<WallTime> fromRfc3339(std::string_view text);
// For people, in China Standard Time: "2026-11-22 09:04".
std::string toLocalMinute(WallTime time);
std::string toLocalDate(WallTime time);

} // namespace jiujin
