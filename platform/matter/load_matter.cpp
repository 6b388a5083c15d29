#include "platform/matter/asked_form.h"
#include "platform/matter/load_parts.h"
#include "platform/matter/schema_check.h"

#include <algorithm>

namespace jiujin::matter {

namespace {

template <typename Read>
void readPart(const char* file, const std::string& text, std::vector<PlaceFault>& faults,
              Read read) {
    const auto document = parseJson(file, text);
    if (!document) {
        faults.push_back({file, "", document.error().where.substr(std::string(file).size() + 2)});
        return;
    }
    FaultLog log(file);
    read(Place(*document, log));
    faults.insert(faults.end(), log.all().begin(), log.all().end());
}

// What only both files together show.
void checkTogether(const Matter& matter, std::vector<PlaceFault>& faults) {
    FaultLog facts("matter.json");
    for (const ChainOrder& order : matter.chain.orders)
        screenCondition(order.when, matter.groups, facts);
    for (const Material& material : matter.materials)
        screenCondition(material.when, matter.groups, facts);
    const Applicant& applicant = matter.applicant;
    if (applicant.kind != ApplicantKind::Person && matter.field(applicant.number) == nullptr)
        facts.add("/applicant/number", "no field of form.json has this id; add it there");
    faults.insert(faults.end(), facts.all().begin(), facts.all().end());
}

} // namespace

bool Matter::verified() const {
    return !elements.empty() &&
           std::all_of(elements.begin(), elements.end(),
                       [](const auto& element) { return element.verified; }) &&
           std::all_of(fees.begin(), fees.end(),
                       [](const auto& item) { return item.basis.verified; }) &&
           std::all_of(materials.begin(), materials.end(), [](const auto& material) {
               const auto& waiver = material.creditWaiver;
               return material.basis.verified && (!waiver || waiver->basis.verified);
           });
}

const Field* Matter::field(std::string_view key) const {
    return fieldOfKey(groups, key);
}

std::vector<GuideSection> readSections(const Place& document) {
    std::vector<GuideSection> sections;
    for (const Place& each : document.list("sections", 1, 30)) {
        each.onlyKeys({"title", "text"});
        sections.push_back({each.words("title", nameMax), each.words("text", textMax, true)});
    }
    return sections;
}

Matter readAll(const PackageText& package, std::vector<PlaceFault>& faults) {
    Matter matter;
    readPart("matter.json", package.matter, faults,
             [&](const Place& place) { readFacts(place, matter); });
    readPart("form.json", package.form, faults, [&](const Place& place) {
        matter.groups = readGroups(place);
        matter.rules = readRules(place, matter.groups);
        matter.schema = lazySchema();
    });
    readPart("guide.json", package.guide, faults, [&](const Place& place) {
        place.onlyKeys({"sections"});
        matter.guide = readSections(place);
    });
    if (faults.empty())
        checkTogether(matter, faults);
    return matter;
}

Result<Matter> readMatter(const PackageText& package) {
    std::vector<PlaceFault> faults;
    Matter matter = readAll(package, faults);
    if (!faults.empty())
        return faults.front().error();
    return matter;
}

Result<PackageText> readPackage(const std::filesystem::path& folder) {
    PackageText package;
    JIUJIN_TRY_ASSIGN(package.matter, readFile(folder / "matter.json"));
    JIUJIN_TRY_ASSIGN(package.form, readFile(folder / "form.json"));
    JIUJIN_TRY_ASSIGN(package.guide, readFile(folder / "guide.json"));
    return package;
}

Result<Matter> loadMatter(const std::filesystem::path& folder) {
    JIUJIN_TRY_ASSIGN(const PackageText package, readPackage(folder));
    return readMatterOf(folder, package);
}

Result<Matter> readMatterOf(const std::filesystem::path& folder, const PackageText& package) {
    auto matter = readMatter(package);
    if (!matter)
        return Error(matter.error().code, folder.filename().string() + "/" + matter.error().where);
    return matter;
}

Result<std::vector<std::filesystem::path>> packageFolders(const std::filesystem::path& root) {
    std::error_code failure;
    std::vector<std::filesystem::path> folders;
    for (std::filesystem::directory_iterator entry(root, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        if (std::filesystem::exists(entry->path() / "matter.json", failure))
            folders.push_back(entry->path());
    }
    if (failure)
        return Error(ErrorCode::FileUnreadable, root.filename().string());
    std::sort(folders.begin(), folders.end());
    return folders;
}

Result<std::vector<Matter>> loadCatalogue(const std::filesystem::path& root) {
    JIUJIN_TRY_ASSIGN(const auto folders, packageFolders(root));
    std::vector<Matter> matters;
    for (const auto& folder : folders) {
        JIUJIN_TRY_ASSIGN(Matter matter, loadMatter(folder));
        matters.push_back(std::move(matter));
    }
    return matters;
}

} // namespace jiujin::matter
