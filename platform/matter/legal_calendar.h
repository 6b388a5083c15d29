// Which days are working days in law: resources/calendar/YYYY.json, a file a year, after the State
// Council's yearly notice with its moved days (调休). A year without a file is not computable:
// Monday to Friday would be a guess that binds people.
#pragma once

#include "platform/matter/matter.h"
#include "platform/matter/working_calendar.h"

#include <chrono>
#include <map>
#include <set>

namespace jiujin::matter {

struct CalendarYear {
    int year = 0;
    std::string source;                       // the notice
    std::string date;                         // YYYY-MM-DD when it was issued
    bool verified = false;                    // false: what is computed with it is shown as 示例
    std::set<std::chrono::sys_days> holidays; // also those on a Saturday or Sunday
    std::set<std::chrono::sys_days> workdays; // Saturdays and Sundays that are worked
};

// CalendarInvalid; `where` names file, place (RFC 6901) and mend: days of another year, holidays
// that overlap or run backwards, worked days that are no weekend or are holidays too.
Result<CalendarYear> readCalendarYear(std::string_view file, std::string_view text);

class LegalCalendar : public WorkingCalendar {
public:
    LegalCalendar() = default;
    explicit LegalCalendar(std::vector<CalendarYear> years);

    std::optional<bool> isWorkingDay(std::chrono::sys_days day) const override;
    // Null when there is none.
    const CalendarYear* year(int number) const;

private:
    std::map<int, CalendarYear> years_;
};

// CalendarMissing: what cannot be computed, and which file is wanted.
Error calendarMissing(std::chrono::sys_days day);

// Every YYYY.json of the folder; the name must be the year. CalendarInvalid, FileUnreadable.
Result<LegalCalendar> loadCalendar(const std::filesystem::path& folder);

} // namespace jiujin::matter
