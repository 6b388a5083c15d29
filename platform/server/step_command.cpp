#include "platform/server/step_command.h"

#include "platform/base/command_text.h"
#include "platform/base/event.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/case_nodes.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

struct Appended {
    std::vector<CaseEvent> events;
    std::string nodes; // as they stand now
};

Result<Appended> append(Store& store, const InnerZone& zone, const std::string& number,
                        const StepOrder& order, GradedTime now) {
    JIUJIN_TRY_ASSIGN(const CaseTrail trail, store.trail(number));
    JIUJIN_TRY_ASSIGN(auto events, verifyTrail(trail));
    JIUJIN_TRY_ASSIGN(const auto body, zone.open(trail.packet));
    const matter::Matter* matter = zone.rules().matterOf(events, body);
    Appended recorded;
    JIUJIN_TRY_ASSIGN(recorded.events, stepEvents(order, events, body, matter, now));
    for (const CaseEvent& event : recorded.events) {
        JIUJIN_TRY(store.append(number, event));
        events.push_back(event);
    }
    recorded.nodes = nodesText(nodesOf(events, body, matter));
    return recorded;
}

// Nothing is recorded between what is looked at and what is put behind it.
Result<Appended> appendAtOnce(Store& store, const InnerZone& zone, const std::string& number,
                              const StepOrder& order, GradedTime now) {
    Appended recorded;
    JIUJIN_TRY(store.transaction([&]() -> Result<void> {
        JIUJIN_TRY_ASSIGN(recorded, append(store, zone, number, order, now));
        return {};
    }));
    return recorded;
}

} // namespace

Result<void> recordStep(const Settings& settings, const std::string& number,
                        const StepOrder& order) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto parsed, caseNumberFrom(number));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone zone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const Appended recorded,
                      appendAtOnce(*store, zone, parsed.text(), order, clock.wall()));
    for (const CaseEvent& event : recorded.events) {
        logEvent(Event::CaseStepRecorded, {{"case", std::string_view(parsed.text())},
                                           {"step", std::string_view(event.kind)}});
        print("已记录 Recorded: " + parsed.text() + "  " + toRfc3339(event.time) + "  " +
              event.kind + (detailOf(event, "node").empty() ? "" : " ") + detailOf(event, "node") +
              "  by " + event.actor + "\n");
    }
    print(recorded.nodes);
    return {};
}

} // namespace jiujin::server
