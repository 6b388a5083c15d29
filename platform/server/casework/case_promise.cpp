#include "platform/server/casework/case_promise.h"

#include "platform/matter/check.h"
#include "platform/matter/limit_words.h"
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_steps.h"

#include <algorithm>

namespace jiujin::server {

namespace {

using matter::Words;

Words withoutDay(const matter::Limit& limit) {
    const Words unit = matter::limitWords(limit);
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

const CaseEvent* acceptanceIn(const std::vector<CaseEvent>& events) {
    const auto found = std::ranges::find(events, "accepted-for-checking", &CaseEvent::kind);
    return found == events.end() ? nullptr : &*found;
}

// A terminal that had calendar and clock told a day and counted it from the filing, for it cannot
// know when the case will be accepted; one that had not told days from acceptance
// (matter::laterWords). Either is what the citizen signed.
std::string dayOf(const protocol::MaterialState& material, int days,
                  const std::vector<CaseEvent>& events, const matter::LegalCalendar& calendar) {
    const CaseEvent* accepted = acceptanceIn(events);
    if (!material.dueDate.empty() || days == 0 || accepted == nullptr)
        return material.dueDate;
    return calendar.dateAfter(matter::localDay(accepted->time), days);
}

constexpr std::string_view sparedPrefix = "spared-";

bool isSpared(const std::vector<CaseEvent>& events, const std::string& material) {
    return std::ranges::any_of(events, [&](const CaseEvent& event) {
        return !detailOf(event, sparedDetail(material)).empty();
    });
}

// It came; or it was asked for again, and that it came is what the correction waits for.
bool isSettled(const std::vector<CaseEvent>& events, const std::string& material) {
    return std::ranges::any_of(events, [&](const CaseEvent& event) {
        return (event.kind == "correction-asked" || event.kind == materialReceived) &&
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

bool isOwed(const std::string& material, const std::vector<CaseEvent>& events,
            const protocol::CaseBody& body) {
    const auto filed = std::ranges::find(body.materials, material, &protocol::MaterialState::id);
    return filed != body.materials.end() && filed->way == "later" &&
           acceptanceIn(events) != nullptr && !stopsOf(events).decided &&
           !isSpared(events, material) && !isSettled(events, material);
}

Told owedMaterial(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                  const matter::Matter* matter, const matter::LegalCalendar& calendar) {
    Told told;
    for (const protocol::MaterialState& material : body.materials) {
        if (!isOwed(material.id, events, body))
            continue;
        const int days = laterDays(matter, material.id);
        const std::string day = dayOf(material, days, events, calendar);
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
