#include "platform/base/clock.h"

#include <cstdio>
#include <sys/timex.h>

namespace jiujin {

namespace {

using namespace std::chrono;

// A wall clock before the day of this release can only be wrong.
constexpr sys_days releaseDay = 2026y / November / 1;
constexpr hours chinaOffset{8};

struct Fields {
    int year;
    unsigned month, day;
    int hour, minute, second, milli;
};

Fields fieldsOf(WallTime time) {
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    return {static_cast<int>(date.year()),
            static_cast<unsigned>(date.month()),
            static_cast<unsigned>(date.day()),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count()),
            static_cast<int>(clock.subseconds().count())};
}

template <typename... Arguments>
std::string printed(const char* format, Arguments... arguments) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, format, arguments...);
    return buffer;
}

} // namespace

GradedTime SystemClock::wall() const {
    const auto now = floor<milliseconds>(system_clock::now());
    if (now < releaseDay)
        return {now, ClockGrade::Unknown};
    timex state{};
    const bool disciplined = ::adjtimex(&state) != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
    return {now, disciplined ? ClockGrade::Network : ClockGrade::Drift};
}

SteadyTime SystemClock::steady() const {
    return steady_clock::now();
}

std::string_view nameOf(ClockGrade grade) {
    switch (grade) {
    case ClockGrade::Network:
        return "network";
    case ClockGrade::Drift:
        return "drift";
    case ClockGrade::Unknown:
        return "unknown";
    }
    return "unknown";
}

Result<ClockGrade> clockGradeFrom(std::string_view name) {
    for (const auto grade : {ClockGrade::Network, ClockGrade::Drift, ClockGrade::Unknown})
        if (nameOf(grade) == name)
            return grade;
    return Error(ErrorCode::DocumentMalformed, "clock grade is not network, drift or unknown");
}

std::string toRfc3339(WallTime time) {
    const Fields f = fieldsOf(time);
    return printed("%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", f.year, f.month, f.day, f.hour, f.minute,
                   f.second, f.milli);
}

Result<WallTime> fromRfc3339(std::string_view text) {
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd.dddZ";
    const Error wrong(ErrorCode::DocumentMalformed, "time is not YYYY-MM-DDThh:mm:ss.mmmZ");
    if (text.size() != shape.size())
        return wrong;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            return wrong;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(at, length))
            value = value * 10 + (c - '0');
        return value;
    };
    const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2))));
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59)
        return wrong;
    return WallTime(sys_days(date)) + hours(number(11, 2)) + minutes(number(14, 2)) +
           seconds(number(17, 2)) + milliseconds(number(20, 3));
}

std::string toLocalMinute(WallTime time) {
    const Fields f = fieldsOf(time + chinaOffset);
    return printed("%04d-%02u-%02u %02d:%02d", f.year, f.month, f.day, f.hour, f.minute);
}

std::string toLocalDate(WallTime time) {
    return toLocalMinute(time).substr(0, 10);
}

} // namespace jiujin
