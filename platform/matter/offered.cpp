#include "platform/matter/offered.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

bool isInForce(const Matter& matter, std::optional<std::chrono::sys_days> day) {
    const Effective& effective = matter.effective;
    if (!day)
        return matter.change.from.empty();
    return (!effective.from || *effective.from <= *day) &&
           (!effective.until || *effective.until >= *day);
}

std::vector<Matter> offeredOn(std::vector<Matter> catalogue,
                              std::optional<std::chrono::sys_days> day) {
    std::set<VersionName> replaced;
    for (const Matter& each : catalogue)
        if (isInForce(each, day))
            replaced.insert(each.change.from.begin(), each.change.from.end());
    std::erase_if(catalogue, [&](const Matter& each) {
        const ChangeKind kind = each.change.kind;
        return !isInForce(each, day) || replaced.contains({each.code, each.version}) ||
               kind == ChangeKind::Suspended || kind == ChangeKind::Withdrawn;
    });
    return catalogue;
}

} // namespace jiujin::matter
