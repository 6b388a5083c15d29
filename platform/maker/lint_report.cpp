#include "platform/maker/lint_report.h"

#include "platform/maker/lint_finding.h"
#include "platform/matter/divisions.h"

#include <algorithm>

namespace jiujin::maker {

namespace {

bool isFault(const matter::Finding& finding) {
    return finding.severity == matter::Severity::Error;
}

Result<std::optional<formats::DivisionHistory>> tableIn(const std::filesystem::path& file) {
    if (file.empty())
        return std::optional<formats::DivisionHistory>();
    JIUJIN_TRY_ASSIGN(auto table, matter::loadDivisions(file));
    return std::optional(std::move(table));
}

} // namespace

Result<LintReport> lint(const LintOptions& options) {
    JIUJIN_TRY_ASSIGN(const auto table, tableIn(options.divisions));
    LintReport report;
    JIUJIN_TRY_ASSIGN(
        report.findings,
        matter::lintCatalogue(options.folder,
                              {options.production, table ? &*table : nullptr, options.parent}));
    for (matter::Finding& each : lintFinding(options.folder))
        report.findings.push_back(std::move(each));
    report.faults = static_cast<std::size_t>(std::ranges::count_if(report.findings, isFault));
    return report;
}

std::string textOf(const LintReport& report) {
    std::string text;
    for (const matter::Finding& finding : report.findings)
        text += matter::textOf(finding) + "\n";
    return text + std::to_string(report.faults) + " 处错误 faults, " +
           std::to_string(report.findings.size() - report.faults) + " 处提醒 remarks\n";
}

Result<void> refuseFaulty(const LintOptions& options) {
    JIUJIN_TRY_ASSIGN(const LintReport report, lint(options));
    const auto fault = std::ranges::find_if(report.findings, isFault);
    if (fault == report.findings.end())
        return {};
    return Error(fault->rule == "unverified" ? ErrorCode::MatterUnverified
                                             : ErrorCode::MatterInvalid,
                 matter::textOf(*fault));
}

} // namespace jiujin::maker
