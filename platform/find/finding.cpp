#include "platform/find/finding.h"

#include "platform/matter/json_place.h"

#include <algorithm>
#include <set>

namespace jiujin::find {

namespace {

namespace files = std::filesystem;

constexpr std::size_t mostUsedMax = 200, codeMax = 50;

// The name as a reader of the catalogue knows it.
template <typename Read>
auto readPart(const files::path& folder, const std::string& name, Read read)
    -> decltype(read(name, std::string())) {
    JIUJIN_TRY_ASSIGN(const std::string text, matter::readFile(folder / name));
    return read(name, text);
}

bool isScene(const std::string& name) {
    return name.starts_with("scene-") && name.ends_with(".json");
}

Result<std::vector<std::string>> sceneNames(const files::path& folder) {
    static const std::set<std::string> others{"readings.txt", "phrases.txt", "events.json",
                                              "domains.json", "order.json"};
    std::error_code failure;
    std::vector<std::string> names;
    for (files::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (isScene(name))
            names.push_back(name);
        else if (!others.contains(name))
            return Error(ErrorCode::MatterInvalid,
                         name + ": does not belong here; a scene is called scene-NAME.json");
    }
    if (failure)
        return Error(ErrorCode::FileUnreadable, folder.filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

Result<std::vector<Scene>> loadScenes(const files::path& folder) {
    JIUJIN_TRY_ASSIGN(const auto names, sceneNames(folder));
    std::vector<Scene> scenes;
    std::set<std::string> ids;
    for (const std::string& name : names) {
        JIUJIN_TRY_ASSIGN(Scene scene, readPart(folder, name, readScene));
        if (!ids.insert(scene.id).second)
            return Error(ErrorCode::MatterInvalid, name + ": /id: another scene has this id");
        scenes.push_back(std::move(scene));
    }
    return scenes;
}

Result<Finding> loadParts(const files::path& folder) {
    Finding finding;
    JIUJIN_TRY_ASSIGN(const std::string characters, matter::readFile(folder / "readings.txt"));
    JIUJIN_TRY_ASSIGN(const std::string phrases, matter::readFile(folder / "phrases.txt"));
    JIUJIN_TRY_ASSIGN(finding.readings, Readings::parse(characters, phrases));
    JIUJIN_TRY_ASSIGN(finding.events, readPart(folder, "events.json", readTopics));
    JIUJIN_TRY_ASSIGN(finding.domains, readPart(folder, "domains.json", readTopics));
    JIUJIN_TRY_ASSIGN(finding.mostUsed, readPart(folder, "order.json", readOrder));
    JIUJIN_TRY_ASSIGN(finding.scenes, loadScenes(folder));
    return finding;
}

} // namespace

Result<std::vector<std::string>> readOrder(std::string_view file, std::string_view text) {
    JIUJIN_TRY_ASSIGN(const auto document, matter::parseJson(file, text));
    matter::FaultLog faults{std::string(file)};
    const matter::Place place(document, faults);
    place.onlyKeys({"mostUsed"});
    std::vector<std::string> codes;
    for (const matter::Place& each : place.list("mostUsed", 0, mostUsedMax)) {
        codes.push_back(each.ownText(codeMax));
        if (std::find(codes.begin(), codes.end() - 1, codes.back()) != codes.end() - 1)
            each.fault("stands there twice; remove one");
    }
    if (faults.first())
        return *faults.first();
    return codes;
}

Result<Finding> loadFinding(const files::path& catalogue) {
    std::error_code failure;
    if (!files::exists(catalogue / "finding", failure) && !failure)
        return Finding{};
    auto finding = loadParts(catalogue / "finding");
    if (!finding)
        return Error(finding.error().code, "finding/" + finding.error().where);
    return finding;
}

} // namespace jiujin::find
