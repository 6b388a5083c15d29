#include "platform/formats/date_time.h"

#include "platform/formats/characters.h"
#include "platform/formats/contact.h"

#include <cstdio>

namespace jiujin::formats {

namespace {

using namespace std::chrono;

constexpr std::size_t compactDay = 8, compactMoment = 14, dashedDay = 10, dashedMoment = 19;

Error malformed(const std::string& what) {
    return Error(ErrorCode::DateFormat, "date: " + what);
}

Result<seconds> parseTime(std::string_view h, std::string_view m, std::string_view s) {
    if (!allDigits(h) || !allDigits(m) || !allDigits(s))
        return malformed("hour, minute and second are digits");
    if (numberIn(h) > 23 || numberIn(m) > 59 || numberIn(s) > 59)
        return malformed("no such time of day");
    return hours(numberIn(h)) + minutes(numberIn(m)) + seconds(numberIn(s));
}

Result<seconds> timeOf(std::string_view text) {
    if (text.size() == compactMoment - compactDay)
        return parseTime(text.substr(0, 2), text.substr(2, 2), text.substr(4, 2));
    if (text[2] != ':' || text[5] != ':')
        return malformed("expected hh:mm:ss");
    return parseTime(text.substr(0, 2), text.substr(3, 2), text.substr(6, 2));
}

} // namespace

Result<year_month_day> parseAnyDate(std::string_view text) {
    if (text.size() != compactDay && text.size() != dashedDay)
        return malformed("expected YYYYMMDD or YYYY-MM-DD");
    const auto day = text.size() == compactDay ? parseCompactDate(text) : parseDate(text);
    return day ? *day : Result<year_month_day>(malformed("no such day as YYYYMMDD or YYYY-MM-DD"));
}

Result<LocalSecond> parseMoment(std::string_view text) {
    const bool compact = text.size() == compactMoment;
    if (!compact && text.size() != dashedMoment)
        return malformed("expected YYYYMMDDhhmmss or YYYY-MM-DD hh:mm:ss");
    if (!compact && text[dashedDay] != ' ' && text[dashedDay] != 'T')
        return malformed("between day and time stands a blank or T");
    JIUJIN_TRY_ASSIGN(const year_month_day day,
                      parseAnyDate(text.substr(0, compact ? compactDay : dashedDay)));
    JIUJIN_TRY_ASSIGN(const seconds time,
                      timeOf(text.substr(compact ? compactDay : dashedDay + 1)));
    return LocalSecond(local_days(day)) + time;
}

std::string dateText(year_month_day date, DateSpelling spelling) {
    std::string text = toIsoDate(date);
    if (spelling == DateSpelling::Compact)
        std::erase(text, '-');
    return text;
}

std::string momentText(LocalSecond moment, DateSpelling spelling) {
    const auto day = floor<days>(moment);
    const hh_mm_ss time(moment - day);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer,
                  spelling == DateSpelling::Compact ? "%02d%02d%02d" : "%02d:%02d:%02d",
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    const std::string_view between = spelling == DateSpelling::Spaced ? " "
                                     : spelling == DateSpelling::Iso  ? "T"
                                                                      : "";
    return dateText(year_month_day(day), spelling) + std::string(between) + buffer;
}

} // namespace jiujin::formats
