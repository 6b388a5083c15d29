// Counting sheets, and what follows for the days to come.
#pragma once

#include "app/terminal/supplies/record.h"

namespace jiujin::supplies {

// Nothing while the clock is not to be trusted.
std::optional<Day> dayOf(GradedTime time);

void countSheets(Record& record, std::int64_t sheets, std::optional<Day> today);

// -1: not known.
struct Forecast {
    std::int64_t sheetsLeft = -1; // of those that were loaded, at least 0
    std::int64_t daysLeft = -1;   // whole days for which they will do
    std::int64_t tonerLeft = -1;  // percent
    bool operator==(const Forecast&) const = default;
};

// The days to come are like the whole ones of the last fortnight, or of as many as were counted;
// without one of them, or without a day, daysLeft is not known.
Forecast forecastFor(const Record& record, std::optional<Day> today);

// A tenth of it is left, or it will do for less than two days.
bool paperIsLow(const Record& record, std::optional<Day> today);
bool tonerIsLow(const Record& record);

} // namespace jiujin::supplies
