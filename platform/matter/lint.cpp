#include "platform/matter/lint.h"

#include "platform/matter/lint_package.h"
#include "platform/matter/load_parts.h"

#include <algorithm>
#include <tuple>

namespace jiujin::matter {

namespace {

void lintAlone(const LintPackage& package, const LintOptions& options, Findings& findings) {
    lintReading(package, findings);
    if (!package.faults.empty())
        return;
    lintElements(package, findings);
    lintBases(package, findings);
    lintWords(package, findings);
    lintForm(package, findings);
    lintReach(package, findings);
    lintClock(package, findings);
    if (options.divisions != nullptr)
        lintDivisions(package, *options.divisions, findings);
    if (options.production)
        lintUnverified(package, findings);
}

Result<std::vector<std::filesystem::path>> foldersOf(const std::filesystem::path& root) {
    std::error_code failure;
    if (std::filesystem::exists(root / "matter.json", failure))
        return std::vector{root};
    JIUJIN_TRY_ASSIGN(auto folders, packageFolders(root));
    if (folders.empty())
        return Error(ErrorCode::FileUnreadable, root.filename().string() + ": holds no matter");
    return folders;
}

std::string nameOf(const std::filesystem::path& folder) {
    const auto name = folder.filename();
    return (name.empty() ? folder.parent_path().filename() : name).string();
}

// A file that cannot be read at all is a finding like any other.
void lintMissing(const std::string& folder, const Error& error, Findings& findings) {
    const LintFile none(folder, error.where.substr(0, error.where.find(':')), "null");
    findings.error("package", none, "", "the file cannot be read",
                   "a matter has matter.json, form.json and guide.json, each at most 256 KiB");
}

} // namespace

std::vector<Finding> lintMatter(const std::string& folder, const PackageText& package,
                                const LintOptions& options) {
    Findings findings;
    lintAlone(LintPackage(folder, package), options, findings);
    return std::move(findings).inOrder();
}

Result<std::vector<Finding>> lintCatalogue(const std::filesystem::path& root,
                                           const LintOptions& options) {
    JIUJIN_TRY_ASSIGN(const auto folders, foldersOf(root));
    Findings findings;
    std::vector<LintPackage> whole;
    for (const auto& folder : folders) {
        const auto text = readPackage(folder);
        if (!text) {
            lintMissing(nameOf(folder), text.error(), findings);
            continue;
        }
        LintPackage package(nameOf(folder), *text);
        lintAlone(package, options, findings);
        if (package.faults.empty())
            whole.push_back(std::move(package));
    }
    lintAsked(whole, findings);
    lintEvidence(whole, findings);
    lintVersions(whole, findings);
    if (!options.parent.empty()) {
        JIUJIN_TRY_ASSIGN(const auto parent, loadCatalogue(options.parent));
        lintDrift(whole, parent, findings);
    }
    return std::move(findings).inOrder();
}

std::string textOf(const Finding& finding) {
    return finding.file + ":" + std::to_string(finding.line) + ": " +
           (finding.place.empty() ? "/" : finding.place) +
           (finding.severity == Severity::Error ? ": error [" : ": warning [") + finding.rule +
           "]: " + finding.cause + "; " + finding.mend;
}

} // namespace jiujin::matter
