#include "app/terminal/sync/time_window.h"

namespace jiujin::sync {

bool TimeWindow::open(GradedTime now) const {
    using namespace std::chrono;
    constexpr hours chinaOffset{8};
    if (from == until || now.grade == ClockGrade::Unknown)
        return true;
    const auto local = now.time + chinaOffset;
    const auto minute = floor<minutes>(local - floor<days>(local));
    return from < until ? minute >= from && minute < until : minute >= from || minute < until;
}

} // namespace jiujin::sync
