#include "platform/matter/lint_package.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

// A material that only a certificate of another matter meets.
struct Need {
    std::size_t from, material;
    std::vector<std::size_t> to; // matters that issue it; any of them will do
};

// Who may commit to a material needs no certificate. Who renews one brings the old one, so that a
// matter's own certificates make no circle.
std::vector<Need> needsOf(const std::vector<LintPackage>& packages) {
    std::vector<Need> needs;
    for (std::size_t from = 0; from < packages.size(); ++from) {
        const auto& materials = packages[from].matter.materials;
        for (std::size_t at = 0; at < materials.size(); ++at) {
            if (materials[at].certificateType.empty() || materials[at].hasWay("commit"))
                continue;
            Need need{from, at, {}};
            for (std::size_t to = 0; to < packages.size(); ++to) {
                const auto& issues = packages[to].matter.issues;
                if (std::find(issues.begin(), issues.end(), materials[at].certificateType) !=
                    issues.end())
                    need.to.push_back(to);
            }
            if (!need.to.empty() &&
                std::find(need.to.begin(), need.to.end(), from) == need.to.end())
                needs.push_back(std::move(need));
        }
    }
    return needs;
}

// What can be had: all of whose needs are met by something that can be had. The rest waits for
// itself.
std::vector<bool> attainable(std::size_t count, const std::vector<Need>& needs) {
    std::vector<bool> had(count, false);
    const auto isMet = [&](const Need& need) {
        return std::any_of(need.to.begin(), need.to.end(), [&](std::size_t to) { return had[to]; });
    };
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t at = 0; at < count; ++at) {
            const bool free = std::all_of(needs.begin(), needs.end(), [&](const Need& need) {
                return need.from != at || isMet(need);
            });
            moved = moved || (free && !had[at]);
            had[at] = had[at] || free;
        }
    }
    return had;
}

} // namespace

void lintEvidence(const std::vector<LintPackage>& packages, Findings& findings) {
    const std::vector<Need> needs = needsOf(packages);
    const std::vector<bool> had = attainable(packages.size(), needs);
    for (const Need& need : needs) {
        std::string others;
        for (const std::size_t to : need.to)
            others += (others.empty() ? "" : ", ") + packages[to].folder;
        const bool met =
            std::any_of(need.to.begin(), need.to.end(), [&](std::size_t to) { return had[to]; });
        if (!met)
            findings.error("evidence", packages[need.from].facts,
                           placeOf("/materials", need.material, "certificateType"),
                           "only " + others +
                               " gives it, and in the end waits for itself (循环证明): nobody "
                               "can get it",
                           "take the material out of one of them, or let it be committed to");
    }
}

} // namespace jiujin::matter
