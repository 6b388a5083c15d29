#include "platform/matter/check.h"

#include "platform/formats/contact.h"

namespace jiujin::matter {

using namespace std::chrono;

std::string dueDate(sys_days from, int days_) {
    sys_days day = from;
    for (int left = days_; left > 0;) {
        day += days(1);
        const weekday name(day);
        if (name != Saturday && name != Sunday)
            --left;
    }
    return formats::toIsoDate(year_month_day(day));
}

sys_days localDay(WallTime time) {
    return floor<days>(time + hours(8));
}

} // namespace jiujin::matter
