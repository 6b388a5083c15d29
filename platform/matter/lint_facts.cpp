#include "platform/matter/lint_package.h"

#include <algorithm>
#include <array>

namespace jiujin::matter {

namespace {

using Key = std::pair<std::string_view, std::string_view>;

constexpr std::array<Key, 11> obligatory{{{"basis", "设定依据"},
                                          {"authority", "实施主体"},
                                          {"applicant", "服务对象"},
                                          {"type", "办件类型"},
                                          {"legalLimit", "法定办结时限"},
                                          {"promisedLimit", "承诺办结时限"},
                                          {"visits", "到现场次数"},
                                          {"reach", "通办范围"},
                                          {"fee", "收费"},
                                          {"conditions", "受理条件"},
                                          {"result", "办理结果"}}};

constexpr std::array<Key, 9> wanted{
    {{"domain", "without it the matter is found in no domain"},
     {"lifeEvents", "without it no life event leads to the matter"},
     {"applicant", "without it anybody with any card may file"},
     {"visits", "without it nobody can count visits"},
     {"reach", "without it nobody knows where it is accepted"},
     {"fee", "without it nobody knows what it costs; \"items\": [] is free of charge"},
     {"steps", "without it a broken device closes the whole matter or nothing"},
     {"rating", "without it the citizen is asked nothing afterwards"},
     {"effective", "without it the version holds since ever"}}};

// What a text that cites law has somewhere; 《 alone would pass a newspaper.
constexpr std::array<std::string_view, 12> lawWords{"法",   "条例", "规定", "办法", "规程", "细则",
                                                    "规则", "意见", "通知", "决定", "标准", "〔"};
constexpr std::array<std::string_view, 5> noLaw{"无", "没有", "暂无", "示例", "惯例"};

bool holdsAny(std::string_view text, std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return text.find(part) != std::string_view::npos;
    });
}

bool citesLaw(std::string_view text) {
    return std::any_of(
               lawWords.begin(), lawWords.end(),
               [&](std::string_view word) { return text.find(word) != std::string_view::npos; }) &&
           std::none_of(noLaw.begin(), noLaw.end(),
                        [&](std::string_view word) { return text.starts_with(word); });
}

const StatutoryElement* element(const Matter& matter, std::string_view id) {
    const auto found = std::find_if(matter.elements.begin(), matter.elements.end(),
                                    [&](const StatutoryElement& each) { return each.id == id; });
    return found == matter.elements.end() ? nullptr : &*found;
}

std::string placeOfElement(const Matter& matter, const StatutoryElement& element) {
    return placeOf("/elements", static_cast<std::size_t>(&element - matter.elements.data()),
                   "value");
}

void lintSaid(const LintPackage& package, std::string_view id, bool agrees,
              const std::string& typed, Findings& findings) {
    const StatutoryElement* found = element(package.matter, id);
    if (found != nullptr && !agrees)
        findings.error("element", package.facts, placeOfElement(package.matter, *found),
                       "says something else than " + typed,
                       "let the words and the key say the same");
}

// What the screen shows in words and what the program counts by.
void lintAgreement(const LintPackage& package, Findings& findings) {
    const Matter& matter = package.matter;
    const auto says = [&](std::string_view id, std::string_view what) {
        const StatutoryElement* found = element(matter, id);
        return found == nullptr || found->value.zh.find(what) != std::string::npos;
    };
    if (matter.limit) {
        const TimeLimit& limit = *matter.limit;
        const std::string promised = std::to_string(limit.promised),
                          legal = std::to_string(limit.legal);
        lintSaid(package, "type", says("type", limit.type == LimitType::Instant ? "即办" : "承诺"),
                 "\"limit\"/\"type\"", findings);
        if (limit.promised > 0)
            lintSaid(package, "promisedLimit", says("promisedLimit", promised),
                     "\"limit\"/\"promised\": " + promised, findings);
        if (limit.legal > 0)
            lintSaid(package, "legalLimit", says("legalLimit", legal),
                     "\"limit\"/\"legal\": " + legal, findings);
    }
    if (const StatutoryElement* fee = element(matter, "fee")) {
        const bool free = holdsAny(fee->value.zh, {"不收费", "免费", "不收取"});
        lintSaid(package, "fee", free == matter.fees.empty(), "\"fee\"", findings);
    }
}

void lintBasis(const LintPackage& package, const std::string& place, const LegalBasis& basis,
               const std::string& what, Findings& findings) {
    // What is marked as a sample misleads nobody, and a production catalogue takes none.
    if (holdsAny(basis.text.zh, {"示例"}) || holdsAny(basis.source, {"示例"}))
        findings.warning("basis", package.facts, place, what + " has a sample for its legal basis",
                         "name the law, regulation or rule and its clause");
    else if (!citesLaw(basis.text.zh) || !citesLaw(basis.source))
        findings.error("basis", package.facts, place,
                       what + " is asked for without a document of law (奇葩证明)",
                       "name the law, regulation or rule and its clause; without one, take it out");
}

} // namespace

void lintElements(const LintPackage& package, Findings& findings) {
    for (const auto& [id, name] : obligatory)
        if (element(package.matter, id) == nullptr)
            findings.error("element", package.facts, "/elements",
                           "the element \"" + std::string(id) + "\" (" + std::string(name) +
                               ") is missing",
                           "add it with source, date and \"verified\": false until compared");
    const auto* facts = package.facts.document.if_object();
    for (const auto& [key, cause] : wanted)
        if (facts != nullptr && !facts->contains(boost::json::string_view(key.data(), key.size())))
            findings.warning("element", package.facts, "",
                             "\"" + std::string(key) + "\" is missing: " + std::string(cause),
                             "add it, as resources/matters/schema shows");
    lintAgreement(package, findings);
}

void lintBases(const LintPackage& package, Findings& findings) {
    const Matter& matter = package.matter;
    if (const StatutoryElement* basis = element(matter, "basis"))
        lintBasis(package, placeOfElement(matter, *basis),
                  {basis->value, basis->source, basis->date, basis->verified}, "the matter",
                  findings);
    for (std::size_t at = 0; at < matter.fees.size(); ++at)
        lintBasis(package, placeOf("/fee/items", at, "basis"), matter.fees[at].basis, "the fee",
                  findings);
    for (std::size_t at = 0; at < matter.materials.size(); ++at) {
        const Material& material = matter.materials[at];
        lintBasis(package, placeOf("/materials", at, "basis"), material.basis,
                  "material \"" + material.id + "\"", findings);
        if (material.creditWaiver)
            lintBasis(package, placeOf("/materials", at, "creditWaiver/basis"),
                      material.creditWaiver->basis, "the waiver", findings);
    }
}

void lintUnverified(const LintPackage& package, Findings& findings) {
    const auto judge = [&](bool verified, const std::string& place) {
        if (!verified)
            findings.error("unverified", package.facts, place,
                           "nobody has compared it with its source",
                           "compare it, correct it, and set \"verified\": true");
    };
    const Matter& matter = package.matter;
    for (std::size_t at = 0; at < matter.elements.size(); ++at)
        judge(matter.elements[at].verified, placeOf("/elements", at, "verified"));
    for (std::size_t at = 0; at < matter.fees.size(); ++at)
        judge(matter.fees[at].basis.verified, placeOf("/fee/items", at, "basis/verified"));
    for (std::size_t at = 0; at < matter.materials.size(); ++at) {
        const Material& material = matter.materials[at];
        judge(material.basis.verified, placeOf("/materials", at, "basis/verified"));
        judge(!material.creditWaiver || material.creditWaiver->basis.verified,
              placeOf("/materials", at, "creditWaiver/basis/verified"));
    }
}

} // namespace jiujin::matter
