#include "platform/server/reconcile_command.h"

#include "platform/base/command_text.h"
#include "platform/server/case_command.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

// The day's first moment in China Standard Time.
Result<WallTime> beginOf(const std::string& day) {
    const auto utc = fromRfc3339(day + "T00:00:00.000Z");
    if (!utc.ok())
        return Error(ErrorCode::Usage, day + " is no day; one looks like 2026-11-22");
    return *utc - std::chrono::hours(8);
}

std::string countersOf(const CountDifference& difference) {
    return difference.from == difference.upTo
               ? std::to_string(difference.from) + "  " + difference.caseNumber
               : std::to_string(difference.from) + "-" + std::to_string(difference.upTo);
}

} // namespace

Result<void> showDay(const Settings& settings, const std::string& day) {
    JIUJIN_TRY(checkHasCases(settings));
    JIUJIN_TRY_ASSIGN(const WallTime begin, beginOf(day));
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone innerZone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const auto lines, store->day(day));
    for (const DayLine& line : lines) {
        JIUJIN_TRY_ASSIGN(const auto count, innerZone.readDay(line.token));
        if (count.day != day || count.terminalId != line.terminalId)
            return Error(ErrorCode::TokenSignature, "the count of " + line.terminalId);
        print(count.terminalId + "  " + std::to_string(count.count) + "  root " + count.root +
              "  head " + std::to_string(count.headCounter) + " " + count.headReceipt + "\n  " +
              line.token + "\n");
    }
    JIUJIN_TRY_ASSIGN(const auto differences,
                      store->differences(begin, begin + std::chrono::days(1)));
    for (const CountDifference& each : differences)
        print("不一致 Differs: " + each.terminalId + "  " + countersOf(each) + "  here " +
              std::to_string(each.here) + ", there " + std::to_string(each.there) + "\n");
    return {};
}

} // namespace jiujin::server
