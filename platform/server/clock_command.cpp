#include "platform/server/clock_command.h"

#include "platform/base/command_text.h"
#include "platform/formats/case_number.h"
#include "platform/server/case_command.h"
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_nodes.h"
#include "platform/server/casework/case_view.h"
#include "platform/server/serve.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

Result<matter::Limit> limitOf(const matter::Matter* matter) {
    if (matter == nullptr)
        return Error(ErrorCode::MatterUnknown, "no such matter in this version: its limit is "
                                               "not known");
    const auto promise = matter->promise();
    if (!promise)
        return Error(ErrorCode::NotFound, "the matter promises no limit: no clock runs");
    return *promise;
}

} // namespace

Result<void> showClock(const Settings& settings, const std::string& number_) {
    JIUJIN_TRY(checkHasCases(settings));
    const auto number = formats::CaseNumber::parse(number_);
    if (!number.ok())
        return Error(number.error().code, number_ + " is no case number; one looks "
                                                    "like 330105-A017-0000042-K");
    const SystemClock clock;
    JIUJIN_TRY_ASSIGN(const InnerZone innerZone, makeInnerZone(settings, clock));
    JIUJIN_TRY_ASSIGN(const auto store, SqliteStore::open(settings.store, true));
    JIUJIN_TRY_ASSIGN(const CaseTrail trail, store->trail(number->text()));
    JIUJIN_TRY_ASSIGN(const auto recorded, verifyTrail(trail));
    JIUJIN_TRY_ASSIGN(const auto body, innerZone.open(trail.packet));
    const matter::Matter* matter = innerZone.rules().matterOf(recorded, body);
    JIUJIN_TRY_ASSIGN(const auto limit, limitOf(matter));
    JIUJIN_TRY_ASSIGN(const auto events, clockEventsOf(recorded, body));
    JIUJIN_TRY_ASSIGN(const auto reading,
                      matter::readClock(limit, events, clock.wall(), innerZone.rules().calendar));
    const Nodes nodes = nodesOf(recorded, body, matter);
    JIUJIN_TRY_ASSIGN(const std::string limits, nodeClocksText(nodes, recorded, body, clock.wall(),
                                                               innerZone.rules().calendar));
    print("办件 Case " + number->text() + "\n" + matter::clockText(limit, events, reading) +
          nodesText(nodes) + limits);
    return {};
}

} // namespace jiujin::server
