// Every finding of platform/matter/lint.h and of lint_finding.h as lines for an author, and what it
// means for a command.
#pragma once

#include "platform/matter/lint.h"

#include <string>
#include <vector>

namespace jiujin::maker {

struct LintOptions {
    std::filesystem::path folder;    // a matter, or a catalogue
    bool production = false;         // what is not verified is a fault too
    std::filesystem::path parent;    // catalogue of the level above; empty: none
    std::filesystem::path divisions; // the table, divisions.tsv; empty: not looked up
};

struct LintReport {
    std::vector<matter::Finding> findings;
    std::size_t faults = 0; // findings that are errors
};

// Errors of matter::lintCatalogue and of the table of divisions.
Result<LintReport> lint(const LintOptions& options);
std::string textOf(const LintReport& report);
// The first fault: MatterUnverified, MatterInvalid.
Result<void> refuseFaulty(const LintOptions& options);

} // namespace jiujin::maker
