// A moment as GB/T 39046 data sets carry it: China Standard Time, to the second, no zone. The
// standard spells it in three ways; all are read, each is written as asked.
// That there are three is read (B). Which they are is by the samples of interfaces (C):
//   Compact 20281122090400   Spaced 2028-11-22 09:04:00   Iso 2028-11-22T09:04:00
// Days alone are Compact 20281122, Spaced and Iso 2028-11-22 (contact.h has the strict readers).
#pragma once

#include "platform/base/result.h"

#include <chrono>

namespace jiujin::formats {

enum class DateSpelling { Compact, Spaced, Iso };

using LocalSecond = std::chrono::local_seconds;

// The proleptic Gregorian calendar, years 1 to 9999; no second 60, no hour 24. DateFormat.
Result<LocalSecond> parseMoment(std::string_view text);
std::string momentText(LocalSecond moment, DateSpelling spelling);

// Any spelling of a day; a moment is no day. DateFormat.
Result<std::chrono::year_month_day> parseAnyDate(std::string_view text);
std::string dateText(std::chrono::year_month_day date, DateSpelling spelling);

} // namespace jiujin::formats
