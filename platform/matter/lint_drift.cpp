#include "platform/formats/loose_text.h"
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

// The same words, however they are spaced and whichever width their marks have.
bool sameWords(const std::string& one, const std::string& other) {
    return formats::looseForm(one) == formats::looseForm(other);
}

// The version that began last stands for the matter.
const Matter* find(const std::vector<Matter>& parent, const Matter& child, bool byTitle) {
    const Matter* found = nullptr;
    for (const Matter& each : parent) {
        const bool same = byTitle ? sameWords(each.title.zh, child.title.zh)
                                  : commonCode(each.code) == commonCode(child.code);
        if (same && (found == nullptr || found->effective.from < each.effective.from))
            found = &each;
    }
    return found;
}

// A few characters from `at` on, which may stand inside one.
std::string pieceAt(const std::string& text, std::size_t at) {
    constexpr std::size_t most = 24; // bytes: eight characters of Chinese
    const auto inside = [&](std::size_t place) {
        return place < text.size() && (static_cast<unsigned char>(text[place]) & 0xC0U) == 0x80U;
    };
    std::size_t end = std::min(at + most, text.size());
    while (inside(at))
        --at;
    while (inside(end))
        --end;
    return at < end ? "\"" + text.substr(at, end - at) + "\"" : "nothing more";
}

// Where two texts part: 'has "2013〕8号" where that has "2014〕8号"'.
std::string partingOf(const std::string& ours, const std::string& theirs) {
    const std::string one = formats::looseForm(ours), other = formats::looseForm(theirs);
    const auto [here, there] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    const auto at = static_cast<std::size_t>(here - one.begin());
    return "has " + pieceAt(one, at) + " where that has " + pieceAt(other, at);
}

void compare(const LintPackage& child, const Matter& above, Findings& findings) {
    const Matter& matter = child.matter;
    const auto differs = [&](const std::string& place, const std::string& cause,
                             const std::string& theirs) {
        findings.error("drift", child.facts, place, cause,
                       theirs.empty() ? "have it stated there first"
                                      : "write \"" + theirs + "\", or have it changed there first");
    };
    const auto compareWords = [&](const std::string& place, const std::string& what,
                                  const std::string& ours, const std::string& theirs) {
        if (!sameWords(ours, theirs))
            differs(place, what + " differs from the level above: it " + partingOf(ours, theirs),
                    theirs);
    };
    compareWords("/title", "the name", matter.title.zh, above.title.zh);
    for (const auto& [id, what] :
         {std::pair("basis", "the legal basis"), std::pair("type", "the type")})
        compareWords(placeOfElement(matter, id), what, valueOf(matter, id), valueOf(above, id));
    if (matter.limit && above.limit && matter.limit->type != above.limit->type)
        differs("/limit/type", "the type differs from the level above",
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
