#include "platform/matter/lint_package.h"

namespace jiujin::matter {

namespace {

std::string daysText(const Limit& limit) {
    const char* unit = limit.unit == LimitUnit::WorkingDays   ? " working days"
                       : limit.unit == LimitUnit::NaturalDays ? " natural days"
                                                              : " hours";
    return std::to_string(limit.count) + unit;
}

// Only limits of one unit can be compared without a calendar.
void lintOrder(const LintPackage& package, std::size_t at, Findings& findings) {
    const Chain& chain = package.matter.chain;
    const auto way = longestWay(chain, chain.orders[at]);
    const auto promise = package.matter.promise();
    const std::string place = placeOf("/chain/orders", at, "after");
    if (!way)
        return;
    if (!promise)
        findings.error("clock", package.facts, place,
                       "the nodes need " + daysText(*way) + ", and nothing is promised",
                       "say in \"limit\" until when the whole is done");
    else if (promise->unit == way->unit && way->count > promise->count)
        findings.error("clock", package.facts, place,
                       "the nodes need " + daysText(*way) + " in this order, and " +
                           daysText(*promise) + " are promised",
                       "promise more, or less for a node, or let nodes go side by side");
}

void lintStops(const LintPackage& package, Findings& findings) {
    const Matter& matter = package.matter;
    if (matter.change.kind == ChangeKind::Suspended && !matter.effective.until)
        findings.warning("clock", package.facts, "/effective",
                         "the pause has no end, and neither have cases that wait for it",
                         "add \"until\", or withdraw the matter");
}

} // namespace

void lintClock(const LintPackage& package, Findings& findings) {
    if (!package.matter.limit)
        findings.error("clock", package.facts, "", "\"limit\" is missing: no clock ever ends",
                       "add it; type \"instant\" when it is done at once");
    for (std::size_t at = 0; at < package.matter.chain.orders.size(); ++at)
        lintOrder(package, at, findings);
    lintStops(package, findings);
}

} // namespace jiujin::matter
