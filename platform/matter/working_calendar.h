// Working days by the legal calendar, which is data of each year with its 调休.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace jiujin::matter {

class WorkingCalendar {
public:
    virtual ~WorkingCalendar() = default;
    // Nothing when the calendar of the day's year is missing.
    virtual std::optional<bool> isWorkingDay(std::chrono::sys_days day) const = 0;

    // The last of `workingDays` working days, counted from the day after `day`. Nothing when the
    // calendar of a year on the way is missing: such a day is not computable, never Monday to
    // Friday.
    std::optional<std::chrono::sys_days> after(std::chrono::sys_days day, int workingDays) const;
    // The same as YYYY-MM-DD; empty when it is not computable.
    std::string dateAfter(std::chrono::sys_days day, int workingDays) const;
};

} // namespace jiujin::matter
