#include "platform/server/casework/rulebook.h"

#include "platform/matter/principal.h"
#include "platform/server/casework/case_steps.h"

#include <algorithm>

namespace jiujin::server {

using matter::Matter;

matter::MaterialFacts Rulebook::knownOf(const Matter& matter, const protocol::CaseBody& body,
                                        std::chrono::sys_days today) const {
    if (!standing)
        return {};
    const bool own = matter.applicant.kind == matter::ApplicantKind::Person;
    return standing->of(own ? body.applicant.number : matter::principalNumber(matter, body.answers),
                        today);
}

const Matter* Rulebook::find(const matter::VersionName& name) const {
    const auto row = catalogue.row(name);
    return row ? *catalogue.matter(*row) : nullptr;
}

Replacement Rulebook::replacementOf(const matter::VersionName& name,
                                    std::chrono::sys_days day) const {
    Replacement best;
    for (const std::size_t row : catalogue.replacing(name, day)) {
        const Matter* each = *catalogue.matter(row);
        const auto& from = each->effective.from;
        const auto known = best.newer == nullptr ? std::nullopt : best.newer->effective.from;
        if (best.newer == nullptr || from > known)
            best = {each, false};
        else if (from == known)
            best.several = true;
    }
    return best;
}

const Matter* Rulebook::matterOf(const std::vector<CaseEvent>& events,
                                 const protocol::CaseBody& body) const {
    const auto accepted = std::ranges::find(events, "accepted-for-checking", &CaseEvent::kind);
    if (accepted == events.end() || detailOf(*accepted, "version").empty())
        return find({body.matterCode, body.matterVersion});
    return find({detailOf(*accepted, "matter"), detailOf(*accepted, "version")});
}

} // namespace jiujin::server
