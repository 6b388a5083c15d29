#include "platform/server/case_command.h"

#include "platform/base/command_text.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

Result<void> checkHasCases(const Settings& settings) {
    return isInner(settings.zone)
               ? Result<void>()
               : Error(ErrorCode::Usage, "an open zone has no cases: ask in the inner zone");
}

Result<formats::CaseNumber> caseNumberFrom(const std::string& typed) {
    auto number = formats::CaseNumber::parse(typed);
    if (!number.ok())
        return Error(number.error().code,
                     typed + " is no case number; one looks like 330105-A017-0000042-K");
    return number;
}

Result<void> showCase(const Settings& settings, const std::string& number, bool full) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto parsed, caseNumberFrom(number));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone innerZone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const CaseTrail trail, store->trail(parsed.text()));
    JIUJIN_TRY_ASSIGN(const auto events, verifyTrail(trail));
    print(trailText(trail, events));
    JIUJIN_TRY_ASSIGN(const auto body, innerZone.open(trail.packet));
    print(filingText(body, innerZone.rules().matterOf(events, body), full).expose());
    return {};
}

Result<void> listCases(const Settings& settings) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const auto lines, store->cases());
    for (const CaseLine& line : lines)
        print(line.caseNumber + "  " + toRfc3339(line.received) + "  " +
              std::string(nameOf(line.decision.verdict)) +
              (line.decision.code.empty() ? "" : " " + line.decision.code) + "\n");
    return {};
}

} // namespace jiujin::server
