#include "platform/matter/legal_calendar.h"

#include "platform/formats/contact.h"
#include "platform/matter/json_place.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

using namespace std::chrono;

constexpr int firstYear = 2000, lastYear = 2199;

bool isWeekend(sys_days day) {
    const weekday name(day);
    return name == Saturday || name == Sunday;
}

// Null after a fault: a day that is none, or one of another year.
std::optional<sys_days> dayAt(const Place& place, std::string_view key, int year_) {
    const auto date = formats::parseDate(place.date(key));
    if (!date)
        return std::nullopt;
    if (static_cast<int>(date->year()) == year_)
        return sys_days(*date);
    place.at(key).fault("must lie in " + std::to_string(year_) +
                        "; put it into the file of its own year");
    return std::nullopt;
}

void readHoliday(const Place& place, CalendarYear& out) {
    place.onlyKeys({"name", "from", "until"});
    (void)place.words("name", 40);
    const auto from = dayAt(place, "from", out.year), until = dayAt(place, "until", out.year);
    if (!from || !until)
        return;
    if (*until < *from)
        place.fault("ends before it begins; exchange \"from\" and \"until\"");
    for (sys_days day = *from; day <= *until; day += days(1))
        if (!out.holidays.insert(day).second)
            place.fault(formats::toIsoDate(day) + " is a holiday already; make one of the two");
}

void readWorkday(const Place& place, CalendarYear& out) {
    place.onlyKeys({"date"});
    const auto day = dayAt(place, "date", out.year);
    if (!day)
        return;
    if (!isWeekend(*day))
        place.fault("is no Saturday or Sunday, and so worked anyway; remove it");
    else if (out.holidays.contains(*day))
        place.fault("is a holiday in this file too; remove one of the two");
    else if (!out.workdays.insert(*day).second)
        place.fault("stands here twice; remove one");
}

bool isYearFile(const std::filesystem::path& path) {
    const std::string stem = path.stem().string();
    return path.extension() == ".json" && stem.size() == 4 &&
           std::all_of(stem.begin(), stem.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The reader of JSON speaks of matters; this file is none.
Error faultOf(const Error& error) {
    const bool said = error.code == ErrorCode::MatterInvalid;
    return {said ? ErrorCode::CalendarInvalid : error.code, error.where};
}

Result<CalendarYear> loadYear(const std::filesystem::path& path) {
    const std::string name = path.filename().string();
    if (!isYearFile(path))
        return Error(ErrorCode::CalendarInvalid,
                     name + ": only calendars belong here; call it by its year, 2026.json");
    const auto text = readFile(path);
    if (!text)
        return faultOf(text.error());
    JIUJIN_TRY_ASSIGN(CalendarYear read, readCalendarYear(name, *text));
    if (std::to_string(read.year) != path.stem().string())
        return Error(ErrorCode::CalendarInvalid, name + ": /year: is " + std::to_string(read.year) +
                                                     "; rename the file or mend the year");
    return read;
}

} // namespace

Result<CalendarYear> readCalendarYear(std::string_view file, std::string_view text) {
    const auto document = parseJson(file, text);
    if (!document)
        return faultOf(document.error());
    FaultLog faults{std::string(file)};
    const Place place(*document, faults);
    place.onlyKeys({"year", "source", "date", "verified", "holidays", "workdays"});
    (void)place.at("year");
    (void)place.at("verified");
    CalendarYear out;
    out.year = place.number("year", firstYear, lastYear, 0);
    out.source = place.text("source", 200);
    out.date = place.date("date");
    out.verified = place.flag("verified", false);
    if (out.year != 0) {
        for (const Place& each : place.list("holidays", 1, 20))
            readHoliday(each, out);
        for (const Place& each : place.list("workdays", 0, 20))
            readWorkday(each, out);
    }
    if (faults.first())
        return faultOf(*faults.first());
    return out;
}

LegalCalendar::LegalCalendar(std::vector<CalendarYear> years) {
    for (CalendarYear& each : years) {
        const int number = each.year;
        years_.insert_or_assign(number, std::move(each));
    }
}

std::optional<bool> LegalCalendar::isWorkingDay(sys_days day) const {
    const CalendarYear* known = year(static_cast<int>(year_month_day(day).year()));
    if (known == nullptr)
        return std::nullopt;
    return known->workdays.contains(day) || (!isWeekend(day) && !known->holidays.contains(day));
}

const CalendarYear* LegalCalendar::year(int number) const {
    const auto found = years_.find(number);
    return found == years_.end() ? nullptr : &found->second;
}

Error calendarMissing(sys_days day) {
    const std::string number = std::to_string(static_cast<int>(year_month_day(day).year()));
    return {ErrorCode::CalendarMissing, "no calendar of " + number + ": not computable; add " +
                                            number + ".json after the State Council's notice"};
}

Result<LegalCalendar> loadCalendar(const std::filesystem::path& folder) {
    std::error_code failure;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
        files.push_back(entry->path());
    if (failure)
        return Error(ErrorCode::FileUnreadable, folder.filename().string());
    std::sort(files.begin(), files.end());
    std::vector<CalendarYear> years;
    for (const auto& file : files) {
        JIUJIN_TRY_ASSIGN(CalendarYear read, loadYear(file));
        years.push_back(std::move(read));
    }
    return LegalCalendar(std::move(years));
}

} // namespace jiujin::matter
