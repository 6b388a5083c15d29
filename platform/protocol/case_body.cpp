#include "platform/protocol/case_json.h"

#include "platform/protocol/shapes.h"

#include <array>

namespace jiujin::protocol {

namespace {

constexpr std::size_t maxAnswers = 200;
constexpr std::size_t maxMaterials = 64;

// The members of the card in the order in which they are written.
struct CardMember {
    std::string_view name;
    Secret CardFacts::*place;
};
constexpr auto cardMembers = std::to_array<CardMember>({
    {"name", &CardFacts::name},
    {"number", &CardFacts::number},
    {"sex", &CardFacts::sex},
    {"nation", &CardFacts::nation},
    {"birth", &CardFacts::birth},
    {"address", &CardFacts::address},
    {"issuer", &CardFacts::issuer},
    {"validFrom", &CardFacts::validFrom},
    {"validUntil", &CardFacts::validUntil},
});

Source sourceFrom(std::string_view name) {
    for (const Source source : {Source::Card, Source::Certificate, Source::Bundle, Source::Citizen,
                                Source::Helper, Source::Computed}) {
        if (name == protocol::nameOf(source))
            return source;
    }
    require(false, "provenance is not known");
    return Source::Citizen;
}

void writeCard(JsonText& json, const CardFacts& card) {
    json.open('{').member("kind", card.kind);
    for (const auto& [name, place] : cardMembers)
        json.member(name, card.*place);
    json.close('}');
}

CardFacts readCard(const boost::json::object& object) {
    CardFacts card;
    card.kind = textOf(object, "kind");
    require(isName(card.kind), "the card's kind has the wrong shape");
    for (const auto& [name, place] : cardMembers)
        card.*place = secretOf(object, name);
    return card;
}

void writeMaterials(JsonText& json, const std::vector<MaterialState>& materials) {
    json.open('[');
    for (const MaterialState& material : materials)
        json.open('{')
            .member("id", material.id)
            .member("way", material.way)
            .member("dueDate", material.dueDate)
            .member("textDigest", material.textDigest)
            .close('}');
    json.close(']');
}

std::vector<MaterialState> readMaterials(const boost::json::array& list) {
    std::vector<MaterialState> materials;
    for (const auto& item : list) {
        const auto& object = item.as_object();
        materials.push_back({textOf(object, "id"), textOf(object, "way"), textOf(object, "dueDate"),
                             textOf(object, "textDigest")});
        const MaterialState& last = materials.back();
        require(isName(last.id) && isName(last.way), "a material's id or way has the wrong shape");
        require(last.dueDate.size() <= 10, "a material's due date has the wrong shape");
        require(last.textDigest.empty() || isDigest(last.textDigest),
                "a commitment's digest has the wrong shape");
    }
    return materials;
}

void readAnswers(CaseBody& body, const boost::json::object& answers,
                 const boost::json::object& provenance) {
    require(answers.size() <= maxAnswers && provenance.size() <= maxAnswers, "too many answers");
    for (const auto& [id, value] : answers) {
        require(isName(id), "a field's id has the wrong shape");
        body.answers.emplace(std::string_view(id), Secret(std::string_view(value.as_string())));
    }
    for (const auto& [id, value] : provenance) {
        require(isName(id), "a field's id has the wrong shape");
        body.provenance.emplace(std::string_view(id), sourceFrom(value.as_string()));
    }
}

} // namespace

std::string_view nameOf(Source source) {
    switch (source) {
    case Source::Card:
        return "card";
    case Source::Certificate:
        return "certificate";
    case Source::Bundle:
        return "bundle";
    case Source::Citizen:
        return "citizen";
    case Source::Helper:
        return "helper";
    case Source::Computed:
        return "computed";
    }
    return "citizen";
}

void writeBody(JsonText& json, const CaseBody& body) {
    json.open('{')
        .member("lookupCode", body.lookupCode)
        .member("matterCode", body.matterCode)
        .member("matterVersion", body.matterVersion)
        .member("assurance", body.assurance)
        .member("language", body.language)
        .member("consentVersion", body.consentVersion);
    if (!body.snapshot.empty())
        json.member("snapshot", body.snapshot);
    json.key("filed")
        .open('{')
        .member("time", toRfc3339(body.filed.time))
        .member("grade", jiujin::nameOf(body.filed.grade))
        .close('}');
    json.key("applicant");
    writeCard(json, body.applicant);
    json.key("answers").open('{');
    for (const auto& [id, answer] : body.answers)
        json.member(id, answer);
    json.close('}').key("provenance").open('{');
    for (const auto& [id, source] : body.provenance)
        json.member(id, nameOf(source));
    json.close('}').key("materials");
    writeMaterials(json, body.materials);
    json.key("signature")
        .open('{')
        .member("shownDigest", body.signature.shownDigest)
        .member("strokes", body.signature.strokes)
        .close('}')
        .close('}');
}

CaseBody readBody(const boost::json::object& object) {
    CaseBody body;
    body.lookupCode = textOf(object, "lookupCode");
    require(isLookupCode(body.lookupCode), "lookupCode has the wrong shape");
    body.matterCode = textOf(object, "matterCode");
    body.matterVersion = textOf(object, "matterVersion");
    body.assurance = textOf(object, "assurance");
    body.language = textOf(object, "language");
    body.consentVersion = textOf(object, "consentVersion");
    for (const auto* text : {&body.matterCode, &body.matterVersion, &body.assurance, &body.language,
                             &body.consentVersion})
        require(isName(*text), "a code or version has the wrong shape");
    if (object.contains("snapshot")) {
        body.snapshot = textOf(object, "snapshot");
        require(isName(body.snapshot), "snapshot has the wrong shape");
    }
    const auto& filed = objectAt(object, "filed");
    body.filed = {needed(fromRfc3339(textAt(filed, "time")), "filed.time is not RFC 3339"),
                  needed(clockGradeFrom(textAt(filed, "grade")), "filed.grade is not known")};
    body.applicant = readCard(objectAt(object, "applicant"));
    readAnswers(body, objectAt(object, "answers"), objectAt(object, "provenance"));
    body.materials = readMaterials(arrayAt(object, "materials", maxMaterials));
    const auto& signature = objectAt(object, "signature");
    body.signature = {textOf(signature, "shownDigest"), secretOf(signature, "strokes")};
    require(isDigest(body.signature.shownDigest), "signature.shownDigest has the wrong shape");
    return body;
}

Secret encode(const CaseBody& body) {
    JsonText json;
    writeBody(json, body);
    return json.secret();
}

} // namespace jiujin::protocol
