#include "platform/server/step_command.h"

#include "platform/base/command_text.h"
#include "platform/base/event.h"
#include "platform/formats/case_number.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

// Nothing is recorded between what is looked at and what is put behind it.
Result<CaseEvent> append(Store& store, const InnerZone& zone, const std::string& number,
                         const StepOrder& order, GradedTime now) {
    CaseEvent recorded;
    JIUJIN_TRY(store.transaction([&]() -> Result<void> {
        JIUJIN_TRY_ASSIGN(const CaseTrail trail, store.trail(number));
        JIUJIN_TRY_ASSIGN(const auto events, verifyTrail(trail));
        JIUJIN_TRY_ASSIGN(const auto body, zone.open(trail.packet));
        JIUJIN_TRY_ASSIGN(recorded,
                          stepEvent(order, events, body, zone.rules().matterOf(events, body), now));
        return store.append(number, recorded);
    }));
    return recorded;
}

} // namespace

Result<void> recordStep(const Settings& settings, const std::string& number,
                        const StepOrder& order) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto parsed, formats::CaseNumber::parse(number));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone zone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const CaseEvent recorded,
                      append(*store, zone, parsed.text(), order, clock.wall()));
    logEvent(Event::CaseStepRecorded, {{"case", std::string_view(parsed.text())},
                                       {"step", std::string_view(recorded.kind)}});
    print("已记录 Recorded: " + parsed.text() + "  " + toRfc3339(recorded.time) + "  " +
          recorded.kind + "\n");
    return {};
}

} // namespace jiujin::server
