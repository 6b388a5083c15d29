// Telephone numbers, names and dates as citizens type them, and how they are shown masked.
#pragma once

#include "platform/base/result.h"
#include "platform/base/secret.h"

#include <chrono>

namespace jiujin::formats {

// One line of visible text: UTF-8, no control characters, no line breaks, none of the invisible
// marks that turn the direction of text round or hide in a name. Private use stays allowed: old
// cards hold rare characters there.
bool isPlainLine(std::string_view text);

// Mainland mobile number: 11 digits, first 1, second 3..9. PhoneFormat.
Result<Secret> parseMobile(std::string_view text);
// "138****0002"
std::string maskMobile(const Secret& number);
// Of any identity document, "110105********002X": first six and last four characters stand; a
// shorter one is all stars.
std::string maskNumber(const Secret& number);
// 张某某 -> "张**"; the first character stands, each other is one star (at most 6).
std::string maskName(const Secret& name);
// The division's first characters stand, the rest is "…": at most 9 characters are shown, and
// never more than half.
std::string maskAddress(const Secret& address);

// YYYY-MM-DD of the proleptic Gregorian calendar. DateFormat.
Result<std::chrono::year_month_day> parseDate(std::string_view text);
// The card's spelling, YYYYMMDD.
Result<std::chrono::year_month_day> parseCompactDate(std::string_view text);
std::string toIsoDate(std::chrono::year_month_day date);

} // namespace jiujin::formats
