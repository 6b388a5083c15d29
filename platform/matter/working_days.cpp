#include "platform/matter/check.h"

#include "platform/formats/contact.h"
#include "platform/matter/working_calendar.h"

namespace jiujin::matter {

using namespace std::chrono;

std::optional<sys_days> WorkingCalendar::after(sys_days day, int workingDays) const {
    for (int left = workingDays; left > 0;) {
        day += days(1);
        const auto works = isWorkingDay(day);
        if (!works)
            return std::nullopt;
        left -= *works ? 1 : 0;
    }
    return day;
}

std::string WorkingCalendar::dateAfter(sys_days day, int workingDays) const {
    const auto last = after(day, workingDays);
    return last ? formats::toIsoDate(*last) : std::string();
}

sys_days localDay(WallTime time) {
    return floor<days>(time + hours(8));
}

} // namespace jiujin::matter
