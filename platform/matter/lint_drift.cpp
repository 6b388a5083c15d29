#include "platform/formats/matter_code.h"
#include "platform/matter/lint_package.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

// What is the same over all levels: the 基本编码 of a code that has one.
std::string commonCode(const std::string& code) {
    if (const auto handling = formats::HandlingCode::parse(code))
        return handling->implementation.basic.text();
    if (const auto implementation = formats::ImplementationCode::parse(code))
        return implementation->basic.text();
    return code;
}

std::string valueOf(const Matter& matter, std::string_view id) {
    for (const StatutoryElement& element : matter.elements)
        if (element.id == id)
            return element.value.zh;
    return {};
}

std::string placeOfElement(const Matter& matter, std::string_view id) {
    for (std::size_t at = 0; at < matter.elements.size(); ++at)
        if (matter.elements[at].id == id)
            return placeOf("/elements", at, "value");
    return "/elements";
}

// The version that began last stands for the matter.
const Matter* find(const std::vector<Matter>& parent, const Matter& child, bool byTitle) {
    const Matter* found = nullptr;
    for (const Matter& each : parent) {
        const bool same = byTitle ? each.title.zh == child.title.zh
                                  : commonCode(each.code) == commonCode(child.code);
        if (same && (found == nullptr || found->effective.from < each.effective.from))
            found = &each;
    }
    return found;
}

void compare(const LintPackage& child, const Matter& above, Findings& findings) {
    const Matter& matter = child.matter;
    const auto differs = [&](const std::string& place, const std::string& what,
                             const std::string& theirs) {
        findings.error("drift", child.facts, place, what + " differs from the level above",
                       "write \"" + theirs + "\", or have it changed there first");
    };
    if (matter.title.zh != above.title.zh)
        differs("/title", "the name", above.title.zh);
    for (const auto& [id, what] :
         {std::pair("basis", "the legal basis"), std::pair("type", "the type")})
        if (valueOf(matter, id) != valueOf(above, id))
            differs(placeOfElement(matter, id), what, valueOf(above, id));
    if (matter.limit && above.limit && matter.limit->type != above.limit->type)
        differs("/limit/type", "the type",
                above.limit->type == LimitType::Instant ? "instant" : "promised");
}

} // namespace

void lintDrift(const std::vector<LintPackage>& packages, const std::vector<Matter>& parent,
               Findings& findings) {
    for (const LintPackage& package : packages) {
        if (const Matter* above = find(parent, package.matter, false))
            compare(package, *above, findings);
        else if (const Matter* namesake = find(parent, package.matter, true))
            findings.error("drift", package.facts, "/code",
                           "the level above has this matter under the code " + namesake->code,
                           "take that code, or another name");
    }
}

} // namespace jiujin::matter
