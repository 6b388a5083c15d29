#include "platform/matter/load_parts.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

constexpr std::size_t certificateTypeSize = 21;

StatutoryElement readElement(const Place& place) {
    place.onlyKeys({"id", "name", "value", "source", "date", "verified"});
    StatutoryElement element;
    element.id = place.id("id");
    element.name = place.words("name", nameMax);
    element.value = place.words("value", textMax, true);
    readOrigin(place, element);
    return element;
}

void readElements(const Place& place, Matter& matter) {
    std::set<std::string> ids;
    for (const Place& each : place.list("elements", 1, 60)) {
        matter.elements.push_back(readElement(each));
        if (!ids.insert(matter.elements.back().id).second)
            each.at("id").fault("stands there twice; rename one");
    }
}

// By what it is found.
void readFinding(const Place& place, Matter& matter) {
    if (place.has("domain"))
        matter.domain = place.id("domain");
    if (place.has("lifeEvents"))
        matter.lifeEvents = place.ids("lifeEvents", 1, 20);
    if (place.has("keywords"))
        for (const Place& each : place.list("keywords", 1, 40))
            matter.keywords.push_back(each.ownWords(nameMax));
}

void readTerms(const Place& place, Matter& matter) {
    if (place.has("applicant"))
        matter.applicant = readApplicant(place.at("applicant"));
    if (place.has("limit"))
        matter.limit = readLimit(place.at("limit"));
    if (place.has("visits"))
        matter.visits = place.number("visits", 0, 10, 0);
    if (place.has("reach"))
        matter.reach = readReach(place.at("reach"));
    if (place.has("fee"))
        matter.fees = readFees(place.at("fee"));
    if (place.has("assurance"))
        matter.assurance = place.oneOf("assurance", {"L1", "L2", "L3"});
    if (place.has("steps"))
        matter.steps = readSteps(place);
    if (place.has("rating"))
        matter.rating = readRating(place);
    if (place.has("issues"))
        for (const Place& each : place.list("issues", 1, 10))
            matter.issues.push_back(readCertificateType(each));
}

void readVersions(const Place& place, Matter& matter) {
    if (place.has("effective"))
        matter.effective = readEffective(place.at("effective"));
    if (place.has("change"))
        matter.change = readChange(place.at("change"));
    for (const VersionName& from : matter.change.from)
        if (from == VersionName{matter.code, matter.version})
            place.at("change").at("from").fault("names this very version; name the one before it");
    if (matter.change.kind != ChangeKind::New && !matter.effective.from)
        place.at("effective");
}

} // namespace

std::string readCertificateType(const Place& place) {
    std::string type = place.ownText(certificateTypeSize);
    const bool right =
        type.size() == certificateTypeSize && std::all_of(type.begin(), type.end(), [](char c) {
            return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        });
    if (!right)
        place.fault("must be the 21 digits and capital letters of a type in GB/T 36904: credit "
                    "code of the body that defines it, then 3 of serial");
    return type;
}

void readFacts(const Place& place, Matter& matter) {
    place.onlyKeys({"code",      "version",   "title",    "summary", "domain", "lifeEvents",
                    "keywords",  "applicant", "limit",    "visits",  "reach",  "fee",
                    "assurance", "steps",     "rating",   "issues",  "chain",  "effective",
                    "change",    "elements",  "materials"});
    matter.code = place.text("code", 50);
    matter.version = place.text("version", 20);
    matter.title = place.words("title", nameMax);
    matter.summary = place.words("summary", 300);
    readFinding(place, matter);
    readTerms(place, matter);
    if (place.has("chain"))
        matter.chain = readChain(place.at("chain"));
    readVersions(place, matter);
    readElements(place, matter);
    readMaterials(place, matter);
}

} // namespace jiujin::matter
