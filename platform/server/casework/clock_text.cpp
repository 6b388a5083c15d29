#include "platform/server/casework/clock_text.h"

#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_nodes.h"

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

Result<std::string> ownText(const matter::Matter* matter,
                            const std::vector<matter::ClockEvent>& events, GradedTime now,
                            const matter::LegalCalendar& calendar) {
    JIUJIN_TRY_ASSIGN(const auto limit, limitOf(matter));
    JIUJIN_TRY_ASSIGN(const auto reading, matter::readClock(limit, events, now, calendar));
    return matter::clockText(limit, events, reading);
}

} // namespace

Result<ClockText> clockTextOf(const std::vector<CaseEvent>& events, const protocol::CaseBody& body,
                              const Rulebook& rules, GradedTime now) {
    const matter::Matter* matter = rules.matterOf(events, body);
    JIUJIN_TRY_ASSIGN(const auto clock, clockEventsOf(events, body));
    const auto own = ownText(matter, clock, now, rules.calendar);
    if (!own.ok() && own.error().code == ErrorCode::CaseEventInvalid)
        return own.error();
    const Nodes nodes = nodesOf(events, body, matter);
    JIUJIN_TRY_ASSIGN(const std::string limits,
                      nodeClocksText(nodes, events, body, now, rules.calendar));
    ClockText told{(own.ok() ? *own : std::string()) + nodesText(nodes) + limits};
    if (!own.ok())
        told.missing = own.error();
    return told;
}

} // namespace jiujin::server
