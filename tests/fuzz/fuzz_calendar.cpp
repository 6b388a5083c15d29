// A year's calendar from outside. Whatever is taken answers for every day of its year and for none
// of another, and a clock that runs through it ends on a working day.
//
// rooms: platform/matter
#include "platform/matter/legal_clock.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;

namespace {

void walk(const CalendarYear& read, const LegalCalendar& calendar) {
    const year number(read.year);
    for (sys_days day = number / January / 1; day <= sys_days(number / December / 31);
         day += days(1))
        fuzz::require(calendar.isWorkingDay(day).has_value());
    fuzz::require(!calendar.isWorkingDay(sys_days(number / December / 31) + days(1)));
    const GradedTime begun{WallTime(sys_days(number / February / 1)), ClockGrade::Network};
    const auto reading =
        readClock({LimitUnit::NaturalDays, 20}, {{ClockStep::Start, begun}}, begun, calendar);
    if (reading)
        fuzz::require(*calendar.isWorkingDay(floor<days>(*reading->due + hours(8))));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = readCalendarYear("year", text);
    if (read)
        walk(*read, LegalCalendar({*read}));
    fuzz::planted({data, size}, read.ok());
    return 0;
}
