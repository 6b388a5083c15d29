// The rules of lint.h, each over what it looks at. A package as they see it: what was read of it,
// its values as written, and their lines.
#pragma once

#include "platform/matter/json_lines.h"
#include "platform/matter/json_place.h"
#include "platform/matter/lint.h"

namespace jiujin::matter {

struct LintFile {
    LintFile(const std::string& folder, const std::string& fileName, const std::string& text);

    std::string name;            // "pension-enrolment/form.json"
    boost::json::value document; // null when it is no JSON
    JsonLines lines;
};

struct LintPackage {
    LintPackage(std::string folderName, const PackageText& text);
    const LintFile& file(std::string_view name) const; // "matter.json"

    std::string folder;
    LintFile facts, form, guide;
    std::vector<PlaceFault> faults;
    Matter matter; // whole only without faults
};

class Findings {
public:
    void error(const std::string& rule, const LintFile& file, const std::string& place,
               const std::string& cause, const std::string& mend);
    void warning(const std::string& rule, const LintFile& file, const std::string& place,
                 const std::string& cause, const std::string& mend);
    std::vector<Finding> inOrder() &&; // of files and lines

private:
    std::vector<Finding> all_;
};

std::string placeOf(std::string_view list, std::size_t index, std::string_view key = {});

// package, format
void lintReading(const LintPackage& package, Findings& findings);
// Of packages that could be read:
void lintElements(const LintPackage& package, Findings& findings); // element
void lintBases(const LintPackage& package, Findings& findings);    // basis
void lintUnverified(const LintPackage& package, Findings& findings);
void lintWords(const LintPackage& package, Findings& findings);
void lintForm(const LintPackage& package, Findings& findings);  // max-length, asked-again
void lintReach(const LintPackage& package, Findings& findings); // unreachable
void lintClock(const LintPackage& package, Findings& findings);
void lintDivisions(const LintPackage& package, const formats::DivisionHistory& divisions,
                   Findings& findings);
// Over all of them:
void lintAsked(const std::vector<LintPackage>& packages, Findings& findings); // asked-again
void lintEvidence(const std::vector<LintPackage>& packages, Findings& findings);
void lintDrift(const std::vector<LintPackage>& packages, const std::vector<Matter>& parent,
               Findings& findings);
void lintVersions(const std::vector<LintPackage>& packages, Findings& findings);

} // namespace jiujin::matter
