#include "platform/matter/load_parts.h"
#include "platform/matter/schema_check.h"

#include <algorithm>
#include <set>

namespace jiujin::matter {

namespace {

constexpr std::size_t nameMax = 60, textMax = 2000;

StatutoryElement readElement(const Place& place) {
    place.onlyKeys({"id", "name", "value", "source", "date", "verified"});
    StatutoryElement element;
    element.id = place.id("id");
    element.name = place.words("name", nameMax);
    element.value = place.words("value", textMax, true);
    element.source = place.text("source", 300);
    element.date = place.date("date");
    place.at("verified");
    element.verified = place.flag("verified", false);
    return element;
}

bool has(const Material& material, std::string_view way) {
    return std::find(material.ways.begin(), material.ways.end(), way) != material.ways.end();
}

// A list of names out of `known`, none of them twice.
std::vector<std::string> readNames(const Place& place, std::string_view key,
                                   const std::vector<std::string>& known) {
    std::vector<std::string> names;
    for (const Place& each : place.list(key, 1, known.size())) {
        const auto* text = each.value().if_string();
        const std::string name = text == nullptr ? "" : std::string(text->data(), text->size());
        if (std::find(known.begin(), known.end(), name) == known.end())
            each.fault("is not a name that belongs here; the schema lists them");
        else if (std::find(names.begin(), names.end(), name) != names.end())
            each.fault("stands there twice");
        names.push_back(name);
    }
    return names;
}

Material readMaterial(const Place& place) {
    place.onlyKeys({"id", "name", "help", "basis", "ways", "laterWorkingDays", "commitment"});
    Material material;
    material.id = place.id("id");
    material.name = place.words("name", nameMax);
    material.help = place.optionalWords("help", textMax, true);
    material.basis = place.words("basis", 300);
    material.ways = readNames(place, "ways", {"bring", "commit", "later"});
    if (has(material, "later") != place.has("laterWorkingDays"))
        place.fault("\"laterWorkingDays\" and the way \"later\" belong together");
    if (has(material, "commit") != place.has("commitment"))
        place.fault("\"commitment\" and the way \"commit\" belong together");
    material.laterWorkingDays = place.number("laterWorkingDays", 1, 250, 0);
    material.commitment = place.optionalWords("commitment", textMax, true);
    return material;
}

void readFacts(const Place& place, Matter& matter) {
    place.onlyKeys({"code", "version", "title", "summary", "minimumAge", "cardKinds",
                    "promisedWorkingDays", "elements", "materials"});
    matter.code = place.text("code", 50);
    matter.version = place.text("version", 20);
    matter.title = place.words("title", nameMax);
    matter.summary = place.words("summary", 300);
    matter.minimumAge = place.number("minimumAge", 0, 120, 0);
    matter.promisedWorkingDays = place.number("promisedWorkingDays", 0, 750, 0);
    if (place.has("cardKinds"))
        matter.cardKinds =
            readNames(place, "cardKinds", {"resident", "hkmt", "foreign2017", "foreign2023"});
    std::set<std::string> ids;
    for (const Place& each : place.list("elements", 1, 60)) {
        matter.elements.push_back(readElement(each));
        if (!ids.insert(matter.elements.back().id).second)
            each.fault("this id stands there twice");
    }
    ids.clear();
    for (const Place& each : place.list("materials", 0, 40)) {
        matter.materials.push_back(readMaterial(each));
        if (!ids.insert(matter.materials.back().id).second)
            each.fault("this id stands there twice");
    }
}

template <typename Read>
Result<void> readPart(const char* file, const std::string& text, Read read) {
    const auto document = parseJson(file, text);
    if (!document)
        return document.error();
    FaultLog faults(file);
    read(Place(*document, faults));
    if (faults.first())
        return *faults.first();
    return {};
}

} // namespace

bool Matter::verified() const {
    return !elements.empty() && std::all_of(elements.begin(), elements.end(),
                                            [](const auto& element) { return element.verified; });
}

const Field* Matter::field(std::string_view id) const {
    for (const FieldGroup& group : groups) {
        for (const Field& each : group.fields) {
            if (each.id == id)
                return &each;
        }
    }
    return nullptr;
}

std::vector<GuideSection> readSections(const Place& document) {
    std::vector<GuideSection> sections;
    for (const Place& each : document.list("sections", 1, 30)) {
        each.onlyKeys({"title", "text"});
        sections.push_back({each.words("title", nameMax), each.words("text", textMax, true)});
    }
    return sections;
}

Result<Matter> readMatter(const PackageText& package) {
    Matter matter;
    JIUJIN_TRY(readPart("matter.json", package.matter,
                        [&](const Place& place) { readFacts(place, matter); }));
    JIUJIN_TRY(readPart("form.json", package.form, [&](const Place& place) {
        matter.groups = readGroups(place);
        matter.schema = readSchema(schemaOf(matter.groups, place));
        if (!matter.schema)
            place.fault("fields and rules together are no JSON Schema");
    }));
    JIUJIN_TRY(readPart("guide.json", package.guide, [&](const Place& place) {
        place.onlyKeys({"sections"});
        matter.guide = readSections(place);
    }));
    return matter;
}

Result<Matter> loadMatter(const std::filesystem::path& folder) {
    PackageText package;
    JIUJIN_TRY_ASSIGN(package.matter, readFile(folder / "matter.json"));
    JIUJIN_TRY_ASSIGN(package.form, readFile(folder / "form.json"));
    JIUJIN_TRY_ASSIGN(package.guide, readFile(folder / "guide.json"));
    auto matter = readMatter(package);
    if (!matter)
        return Error(matter.error().code, folder.filename().string() + "/" + matter.error().where);
    return matter;
}

Result<std::vector<Matter>> loadCatalogue(const std::filesystem::path& root) {
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
    std::vector<Matter> matters;
    for (const auto& folder : folders) {
        JIUJIN_TRY_ASSIGN(Matter matter, loadMatter(folder));
        matters.push_back(std::move(matter));
    }
    return matters;
}

} // namespace jiujin::matter
