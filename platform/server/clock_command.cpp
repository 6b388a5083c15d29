#include "platform/server/clock_command.h"

#include "platform/base/command_text.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/casework/clock_text.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

Result<void> showClock(const Settings& settings, const std::string& number) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto parsed, caseNumberFrom(number));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone zone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const CaseTrail trail, store->trail(parsed.text()));
    JIUJIN_TRY_ASSIGN(const auto events, verifyTrail(trail));
    JIUJIN_TRY_ASSIGN(const auto body, zone.open(trail.packet));
    JIUJIN_TRY_ASSIGN(const ClockText told, clockTextOf(events, body, zone.rules(), clock.wall()));
    if (!told.text.empty())
        print("办件 Case " + parsed.text() + "\n" + told.text);
    return told.missing ? Result<void>(*told.missing) : Result<void>();
}

} // namespace jiujin::server
