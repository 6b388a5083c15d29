#include "platform/matter/lint_package.h"

namespace jiujin::matter {

namespace {

// The table ends with the county.
formats::DivisionCode countyOf(formats::DivisionCode code) {
    while (code.level() > formats::DivisionLevel::County)
        code = *code.parent();
    return code;
}

} // namespace

void lintDivisions(const LintPackage& package, const formats::DivisionHistory& divisions,
                   Findings& findings) {
    if (!package.matter.reach)
        return;
    const auto& codes = package.matter.reach->divisions;
    for (std::size_t at = 0; at < codes.size(); ++at) {
        const auto code = formats::DivisionCode::parse(codes[at]);
        if (!code)
            continue; // its reader has said so
        const auto county = countyOf(*code);
        const std::string place = placeOf("/reach/divisions", at);
        if (divisions.latest(county) == nullptr)
            findings.error("division", package.facts, place,
                           "no division has the code " + county.brief(),
                           "correct it; resources/divisions has those that are known");
        else if (divisions.isAbolished(county))
            findings.error("division", package.facts, place,
                           county.brief() + " (" + divisions.latest(county)->name +
                               ") has been abolished",
                           "name the division that has come in its place");
    }
}

} // namespace jiujin::matter
