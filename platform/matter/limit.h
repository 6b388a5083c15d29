// Time limits: of a matter, and of a node of its chain.
#pragma once

#include <optional>

namespace jiujin::matter {

enum class LimitUnit { WorkingDays, NaturalDays, Hours };
struct Limit {
    LimitUnit unit = LimitUnit::WorkingDays;
    int count = 0; // 1 to 18000
};

// 即办件, 承诺件
enum class LimitType { Instant, Promised };
struct TimeLimit {
    LimitType type = LimitType::Promised;
    LimitUnit unit = LimitUnit::WorkingDays;
    int legal = 0;    // 法定时限; 0: none is stated
    int promised = 0; // 承诺时限, at most the legal one; 0 for an instant matter

    // Nothing for an instant matter, or when nothing is promised: no clock runs.
    std::optional<Limit> promise() const {
        return promised > 0 ? std::optional(Limit{unit, promised}) : std::nullopt;
    }
    // 0 when the promise is not in working days.
    int promisedWorkingDays() const { return unit == LimitUnit::WorkingDays ? promised : 0; }
};

} // namespace jiujin::matter
