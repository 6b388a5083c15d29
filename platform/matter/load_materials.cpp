#include "platform/matter/load_parts.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

Commitment readCommitment(const Place& place) {
    place.onlyKeys({"version", "text", "notWithBadCredit"});
    return {place.text("version", 20), place.words("text", textMax, true),
            place.flag("notWithBadCredit", false)};
}

CreditWaiver readWaiver(const Place& place) {
    place.onlyKeys({"rule", "basis"});
    return {place.words("rule", basisMax), readBasis(place.at("basis"))};
}

void readCounts(const Place& place, Material& material) {
    place.at("originals");
    place.at("copies");
    material.originals = place.number("originals", 0, 20, 0);
    material.copies = place.number("copies", 0, 20, 0);
    if (material.originals + material.copies == 0)
        place.at("originals")
            .fault("neither original nor copy is asked for; count one, or remove "
                   "the material");
}

void checkLater(const Place& place, const Material& material, int latestGap) {
    if (!material.hasWay("later"))
        return;
    if (material.rank == MaterialRank::Main)
        place.at("rank").fault("a main material cannot come later; make it \"secondary\" if the "
                               "basis allows, or take \"later\" out of \"ways\"");
    if (latestGap < 1)
        place.at("ways").fault("the promise of \"limit\" leaves no two working days after a late "
                               "material; take \"later\" out");
    else if (material.laterWorkingDays > latestGap)
        place.at("laterWorkingDays")
            .fault("must end two working days before the promise of \"limit\"; at most " +
                   std::to_string(latestGap));
}

void checkWays(const Place& place, const Material& material) {
    if (material.hasWay("later") != place.has("laterWorkingDays"))
        place.fault("\"laterWorkingDays\" and the way \"later\" belong together");
    if (material.hasWay("commit") != place.has("commitment"))
        place.fault("\"commitment\" and the way \"commit\" belong together");
    if (!material.hasWay("bring") && !material.hasWay("scan"))
        place.at("ways").fault("add \"bring\" or \"scan\": who may neither commit nor hand in "
                               "later must still have a way");
}

Material readMaterial(const Place& place, int latestGap) {
    place.onlyKeys({"id", "name", "help", "basis", "rank", "originals", "copies", "certificateType",
                    "ways", "laterWorkingDays", "commitment", "creditWaiver", "when"});
    Material material;
    material.id = place.id("id");
    material.name = place.words("name", nameMax);
    material.help = place.optionalWords("help", textMax, true);
    material.basis = readBasis(place.at("basis"));
    material.rank = place.oneOf("rank", {"main", "secondary"}) == "secondary"
                        ? MaterialRank::Secondary
                        : MaterialRank::Main;
    readCounts(place, material);
    if (place.has("certificateType"))
        material.certificateType = readCertificateType(place.at("certificateType"));
    material.ways = place.names("ways", {"bring", "scan", "commit", "later"});
    material.laterWorkingDays = place.number("laterWorkingDays", 1, 250, 0);
    if (place.has("commitment"))
        material.commitment = readCommitment(place.at("commitment"));
    if (place.has("creditWaiver"))
        material.creditWaiver = readWaiver(place.at("creditWaiver"));
    material.when = readWhen(place);
    checkWays(place, material);
    checkLater(place, material, latestGap);
    return material;
}

} // namespace

LegalBasis readBasis(const Place& place) {
    place.onlyKeys({"text", "source", "date", "verified"});
    LegalBasis basis;
    basis.text = place.words("text", basisMax);
    readOrigin(place, basis);
    return basis;
}

bool Material::hasWay(std::string_view way) const {
    return std::find(ways.begin(), ways.end(), way) != ways.end();
}

void readMaterials(const Place& place, Matter& matter) {
    std::set<std::string> ids;
    for (const Place& each : place.list("materials", 0, 40)) {
        matter.materials.push_back(readMaterial(each, matter.latestGap()));
        if (!ids.insert(matter.materials.back().id).second)
            each.at("id").fault("stands there twice; rename one");
    }
}

} // namespace jiujin::matter
