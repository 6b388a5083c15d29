#include "platform/matter/catalogue.h"
#include "platform/matter/lint_package.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

bool isThere(const std::vector<LintPackage>& packages, const VersionName& name) {
    return std::any_of(packages.begin(), packages.end(), [&](const LintPackage& each) {
        return each.matter.code == name.code && each.matter.version == name.version;
    });
}

void lintFrom(const std::vector<LintPackage>& packages, const LintPackage& package,
              Findings& findings) {
    const auto& from = package.matter.change.from;
    for (std::size_t at = 0; at < from.size(); ++at)
        if (!isThere(packages, from[at]))
            findings.warning("version", package.facts, placeOf("/change/from", at),
                             from[at].code + " " + from[at].version +
                                 " is not in this catalogue: its running cases have no rules",
                             "keep the old version's folder, or correct the name");
}

// A matter is split into two at least.
void lintSplit(const std::vector<LintPackage>& packages, const LintPackage& package,
               Findings& findings) {
    const Change& change = package.matter.change;
    if (change.kind != ChangeKind::Split)
        return;
    const auto parts =
        std::count_if(packages.begin(), packages.end(), [&](const LintPackage& each) {
            return each.matter.change.kind == ChangeKind::Split &&
                   each.matter.change.from == change.from;
        });
    if (parts < 2)
        findings.error("version", package.facts, "/change/kind",
                       "this is the only part into which the matter is split",
                       "add the other parts, or call it \"changed\"");
}

} // namespace

void lintVersions(const std::vector<LintPackage>& packages, Findings& findings) {
    std::vector<Matter> matters;
    for (const LintPackage& package : packages) {
        matters.push_back(package.matter);
        lintFrom(packages, package, findings);
        lintSplit(packages, package, findings);
    }
    const auto whole = Catalogue::make(std::move(matters));
    if (whole)
        return;
    const std::string& wrong = whole.error().where;
    for (const LintPackage& package : packages)
        if (wrong.starts_with(package.matter.code + " " + package.matter.version + ": "))
            findings.error("version", package.facts, "/version", wrong,
                           "the whole catalogue is refused until then");
}

} // namespace jiujin::matter
