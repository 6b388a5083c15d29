#include "app/terminal/supplies/forecast.h"

#include <algorithm>

namespace jiujin::supplies {

namespace {

constexpr Day fortnight = 14;
constexpr std::int64_t lowPercent = 10, fewDays = 2;

std::int64_t leftOf(const Stock& stock) {
    return std::max<std::int64_t>(stock.loaded - stock.used, 0);
}

std::int64_t percentOf(const Stock& stock) {
    return stock.loaded > 0 ? leftOf(stock) * 100 / stock.loaded : -1;
}

std::int64_t daysFor(std::int64_t sheets, const Record& record, Day today) {
    const Day from = std::max(record.firstDay.value_or(today), today - fortnight);
    if (from >= today)
        return -1;
    std::int64_t used = 0;
    for (auto day = record.days.lower_bound(from); day != record.days.lower_bound(today); ++day)
        used += day->second;
    return used > 0 ? sheets * (today - from) / used : -1;
}

} // namespace

std::optional<Day> dayOf(GradedTime time) {
    if (time.grade == ClockGrade::Unknown)
        return std::nullopt;
    const auto local = time.time + std::chrono::hours(8);
    return std::chrono::floor<std::chrono::days>(local).time_since_epoch().count();
}

void countSheets(Record& record, std::int64_t sheets, std::optional<Day> today) {
    record.sheets += sheets;
    record.paper.used += sheets;
    record.toner.used += sheets;
    if (!today)
        return;
    // A clock that was set back knows of no day to come; one that ran ahead has let days go, which
    // are not taken for days without a sheet when it is right again.
    const Day oldest = *today - fortnight;
    record.firstDay = std::clamp(record.firstDay.value_or(*today), oldest, *today);
    record.days[*today] += sheets;
    record.days.erase(record.days.begin(), record.days.lower_bound(oldest));
    record.days.erase(record.days.upper_bound(*today), record.days.end());
}

Forecast forecastFor(const Record& record, std::optional<Day> today) {
    Forecast forecast;
    forecast.tonerLeft = percentOf(record.toner);
    if (record.paper.loaded == 0)
        return forecast;
    forecast.sheetsLeft = leftOf(record.paper);
    if (today)
        forecast.daysLeft = daysFor(forecast.sheetsLeft, record, *today);
    return forecast;
}

bool paperIsLow(const Record& record, std::optional<Day> today) {
    const Forecast forecast = forecastFor(record, today);
    const bool soon = forecast.daysLeft >= 0 && forecast.daysLeft < fewDays;
    return record.paper.loaded > 0 && (soon || percentOf(record.paper) <= lowPercent);
}

bool tonerIsLow(const Record& record) {
    return record.toner.loaded > 0 && percentOf(record.toner) <= lowPercent;
}

} // namespace jiujin::supplies
