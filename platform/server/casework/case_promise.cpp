#include "platform/server/casework/case_promise.h"

#include "platform/matter/check.h"
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_steps.h"

#include <algorithm>

namespace jiujin::server {

namespace {

using matter::LimitUnit;
using matter::Words;

Words unitWords(const matter::Limit& limit) {
    const std::string count = std::to_string(limit.count);
    switch (limit.unit) {
    case LimitUnit::WorkingDays:
        return {count + " 个工作日", count + " working days"};
    case LimitUnit::NaturalDays:
        return {count + " 个自然日", count + " days"};
    case LimitUnit::Hours:
        return {count + " 小时", count + " hours"};
    }
    return {};
}

Words withoutDay(const matter::Limit& limit) {
    const Words unit = unitWords(limit);
    return {"应当自受理之日起 " + unit.zh +
                "内有结果；有关年份的工作日安排还没有公布，具体日期现在算不出来",
            "a result is due within " + unit.en +
                " of acceptance; the calendar of working days of that year is not out yet, so the "
                "day itself cannot be computed now"};
}

Words untilDay(const std::string& day, bool verified) {
    return {"应当在 " + day + (verified ? "" : "（示例）") + " 之前有结果",
            "the promised time for a result ends on " + day + (verified ? "" : " (sample)")};
}

int laterDays(const matter::Matter* matter, const std::string& id) {
    if (matter == nullptr)
        return 0;
    const auto found = std::ranges::find(matter->materials, id, &matter::Material::id);
    return found == matter->materials.end() ? 0 : found->laterWorkingDays;
}

// From the filing, as on the terminal; from the receipt when the terminal's clock said nothing.
std::string dayOf(const protocol::MaterialState& material, int days,
                  const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                  const matter::LegalCalendar& calendar) {
    if (!material.dueDate.empty() || days == 0)
        return material.dueDate;
    const bool unknown = body.filed.grade == ClockGrade::Unknown;
    return calendar.dateAfter(matter::localDay(unknown ? events.front().time : body.filed.time),
                              days);
}

constexpr std::string_view sparedPrefix = "spared-";

bool isSpared(const std::vector<CaseEvent>& events, const std::string& material) {
    return std::ranges::any_of(events, [&](const CaseEvent& event) {
        return !detailOf(event, sparedDetail(material)).empty();
    });
}

// Asked for again: that it came is what the correction waits for.
bool isCorrected(const std::vector<CaseEvent>& events, const std::string& material) {
    return std::ranges::any_of(events, [&](const CaseEvent& event) {
        return event.kind == "correction-asked" &&
               (' ' + detailOf(event, "materials") + ' ').find(' ' + material + ' ') !=
                   std::string::npos;
    });
}

} // namespace

std::string sparedDetail(const std::string& material) {
    return std::string(sparedPrefix) + material;
}

int sparedMaterials(const std::vector<CaseEvent>& events) {
    int count = 0;
    for (const CaseEvent& event : events)
        for (const auto& [name, value] : event.details)
            count += name.starts_with(sparedPrefix) ? 1 : 0;
    return count;
}

Result<Told> promisedResult(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                            const matter::Matter* matter, const matter::LegalCalendar& calendar) {
    const auto limit = matter == nullptr ? std::nullopt : matter->promise();
    if (!limit)
        return Told();
    JIUJIN_TRY_ASSIGN(const auto clock, clockEventsOf(events, body));
    const GradedTime now{events.back().time, ClockGrade::Network}; // no due day depends on it
    const auto reading = matter::readClock(*limit, clock, now, calendar);
    if (!reading.ok() && reading.error().code == ErrorCode::CalendarMissing)
        return Told{"", withoutDay(*limit)};
    if (!reading.ok())
        return reading.error();
    if (!reading->due)
        return Told();
    const std::string day = toLocalDate(*reading->due);
    return Told{day, untilDay(day, reading->verified)};
}

Told owedMaterial(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                  const matter::Matter* matter, const matter::LegalCalendar& calendar) {
    Told told;
    for (const protocol::MaterialState& material : body.materials) {
        if (material.way != "later" || isSpared(events, material.id) ||
            isCorrected(events, material.id))
            continue;
        const int days = laterDays(matter, material.id);
        const std::string day = dayOf(material, days, events, body, calendar);
        const std::string count = std::to_string(days);
        if (day.empty() && told.words.zh.empty())
            told.words = {"请自受理之日起 " + count + " 个工作日内补交材料",
                          "Please hand in what is missing within " + count +
                              " working days of acceptance"};
        if (!day.empty() && (told.day.empty() || day < told.day))
            told = {day,
                    {"请在 " + day + " 之前补交材料", "Please hand in what is missing by " + day}};
    }
    return told;
}

} // namespace jiujin::server
