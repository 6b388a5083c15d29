#include "platform/matter/limit_words.h"
#include "platform/matter/lint_package.h"

namespace jiujin::matter {

namespace {

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
                       "the nodes need " + limitWords(*way).en + ", and nothing is promised",
                       "say in \"limit\" until when the whole is done");
    else if (promise->unit == way->unit && way->count > promise->count)
        findings.error("clock", package.facts, place,
                       "the nodes need " + limitWords(*way).en +
                           " in this order, and the promise is " + limitWords(*promise).en,
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
