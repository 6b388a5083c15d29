// Hours of the day, in China Standard Time, when large packets may travel: where the line is paid
// by the byte by day, or shared.
#pragma once

#include "platform/base/clock.h"

namespace jiujin::sync {

struct TimeWindow {
    // Since midnight; from == until is the whole day, from > until passes midnight.
    std::chrono::minutes from{0}, until{0};

    // A clock that does not know the time keeps nothing back.
    bool open(GradedTime now) const;
};

} // namespace jiujin::sync
