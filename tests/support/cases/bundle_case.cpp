#include "tests/support/cases/bundle_case.h"

#include "platform/matter/check.h"
#include "tests/support/cases/sample_case.h"

#include <iostream>

namespace jiujin::tests {

namespace {

protocol::MaterialState stateOf(const matter::Material& material) {
    if (material.hasWay("commit"))
        return {material.id, "commit", "", matter::shownDigest(material.commitment->text.zh)};
    return {material.id, "bring", "", ""};
}

} // namespace

matter::Matter bundleMatter() {
    auto matter = matter::loadMatter(sourceFile("resources/matters/household-business"));
    if (!matter) {
        std::cerr << matter.error().text() << '\n';
        std::abort();
    }
    return *matter;
}

protocol::CaseBody bundleBody(const matter::Matter& matter, std::string_view trade) {
    protocol::CaseBody body;
    body.lookupCode = "0123456789ABCDEF";
    body.matterCode = matter.code;
    body.matterVersion = matter.version;
    body.language = "zh_CN";
    body.consentVersion = "2026-11";
    body.filed = sampleTime();
    body.applicant = personCard("li");
    const auto answer = [&](const char* id, std::string_view value, protocol::Source source) {
        body.answers[id] = Secret(value);
        body.provenance[id] = source;
    };
    answer("name", body.applicant.name.expose(), protocol::Source::Card);
    answer("number", body.applicant.number.expose(), protocol::Source::Card);
    for (const auto& [id, value] : std::initializer_list<std::pair<const char*, const char*>>{
             {"mobile", "13800138000"},
             {"premisesKind", "3"},
             {"division", "110105 北京市朝阳区"},
             {"website", "某某平台"},
             {"form", "1"},
             {"begin", "2035-01-01"},
             {"staff", "0"},
             {"ownMoney", "20000.00"}})
        answer(id, value, protocol::Source::Citizen);
    answer("scope", trade, protocol::Source::Citizen);
    answer("allMoney", "20000.00", protocol::Source::Computed);
    for (const matter::Material& material : matter.materials)
        if (matter::isAsked(material, body.answers))
            body.materials.push_back(stateOf(material));
    body.signature.strokes = Secret("100,80 140,60 180,90");
    signAgain(matter, body);
    return body;
}

} // namespace jiujin::tests
