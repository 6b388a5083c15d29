#include "platform/maker/diff.h"

#include "platform/maker/json_diff.h"
#include "platform/maker/key_words.h"
#include "platform/maker/unpacked.h"
#include "platform/matter/json_place.h"

#include <algorithm>

namespace jiujin::maker {

namespace fs = std::filesystem;
using matter::ChangeKind;
using matter::Words;

namespace {

Result<boost::json::value> valueOf(const fs::path& file) {
    JIUJIN_TRY_ASSIGN(const std::string text, matter::readFile(file));
    return matter::parseJson(file.filename().string(), text);
}

Result<void> readInto(Editions& editions, const fs::path& folder) {
    Edition edition;
    JIUJIN_TRY_ASSIGN(edition.matter, matter::loadMatter(folder));
    JIUJIN_TRY_ASSIGN(edition.facts, valueOf(folder / "matter.json"));
    JIUJIN_TRY_ASSIGN(edition.form, valueOf(folder / "form.json"));
    JIUJIN_TRY_ASSIGN(edition.guide, valueOf(folder / "guide.json"));
    const auto [place, isNew] = editions.try_emplace(edition.matter.code);
    if (!isNew && place->second.matter.version == edition.matter.version)
        return Error(ErrorCode::MatterInvalid,
                     folder.filename().string() + "/matter.json: /version: " + edition.matter.code +
                         " " + edition.matter.version + " stands in another folder too");
    if (isNew || place->second.matter.effective.from < edition.matter.effective.from)
        place->second = std::move(edition);
    return {};
}

bool hasRule(const std::vector<Difference>& differences) {
    return std::ranges::any_of(
        differences, [](const Difference& each) { return each.bearing == Bearing::Rule; });
}

// From which matters this one says that it came.
bool comesFrom(const matter::Matter& matter, const std::string& code) {
    return std::ranges::any_of(matter.change.from,
                               [&](const matter::VersionName& each) { return each.code == code; });
}

MatterDifference added(const Edition& now) {
    MatterDifference found{now.matter.code, now.matter.title, {}, now.matter.version, {}, {}, {}};
    found.kinds = {ChangeKind::New, ChangeKind::Split, ChangeKind::Merged};
    if (std::ranges::find(found.kinds, now.matter.change.kind) == found.kinds.end())
        found.mends.push_back(
            {"前一个目录里没有这个事项：change.kind 应为 new（新增）、split（拆分）或 "
             "merged（合并）",
             "it was not in the catalogue before: \"change\" must say \"new\", \"split\" or "
             "\"merged\""});
    return found;
}

MatterDifference removed(const Edition& old, const Editions& after) {
    MatterDifference found{old.matter.code, old.matter.title, old.matter.version, {}, {}, {}, {}};
    found.kinds = {ChangeKind::Withdrawn, ChangeKind::Split, ChangeKind::Merged};
    const bool succeeded = std::ranges::any_of(
        after, [&](const auto& each) { return comesFrom(each.second.matter, old.matter.code); });
    if (!succeeded)
        found.mends.push_back(
            {"不能悄悄消失：留在目录里并声明 withdrawn（取消），或由拆分、合并后的事项在 "
             "change.from 中指明",
             "it must not vanish: keep it with \"withdrawn\", or name it in \"change\"/\"from\" of "
             "what it was split or merged into"});
    return found;
}

void judgeVersion(const Edition& old, const Edition& now, MatterDifference& found) {
    if (old.matter.version == now.matter.version)
        found.mends.push_back({"内容变了，版本号没有变：请换一个版本号",
                               "its content changed under the same version: give it another"});
    const auto& change = now.matter.change;
    if (change.kind == ChangeKind::New)
        found.mends.push_back({"change.kind 应为 changed（变更）等，不是 new（新增）",
                               "\"change\" must say \"changed\" or the like, not \"new\""});
    else if (std::ranges::find(change.from,
                               matter::VersionName{old.matter.code, old.matter.version}) ==
             change.from.end())
        found.mends.push_back({"change.from 没有指明它取代的版本 " + old.matter.version,
                               "\"change\"/\"from\" does not name version " + old.matter.version +
                                   ", which it replaces"});
}

std::string line(const Difference& difference, Language language) {
    const bool zh = language == Language::Chinese;
    const std::string& before = difference.before.in(language);
    const std::string& after = difference.after.in(language);
    std::string text = difference.bearing == Bearing::Rule ? (zh ? "  规则 " : "  rule    ")
                                                           : (zh ? "  文字 " : "  wording ");
    text += difference.where.in(language) + (zh ? "：" : ": ");
    if (before.empty())
        return text + (zh ? "新增 " : "added ") + after + "\n";
    if (after.empty())
        return text + (zh ? "删去 " : "removed ") + before + "\n";
    return text + before + " → " + after + "\n";
}

std::string kindsOf(const MatterDifference& found, Language language) {
    std::string text;
    for (const ChangeKind kind : found.kinds)
        text += (text.empty()                    ? ""
                 : language == Language::Chinese ? "、"
                                                 : ", ") +
                wordsOfKind(kind).in(language);
    return text;
}

std::string headOf(const MatterDifference& found, Language language) {
    const bool zh = language == Language::Chinese;
    const char* none = zh ? "（无）" : "(none)";
    const auto version = [&](const std::string& text) {
        return text.empty() ? std::string(none) : text;
    };
    return found.title.in(language) + (zh ? "（" : " (") + found.code + (zh ? "）" : ") ") +
           version(found.versionBefore) + " → " + version(found.versionAfter) + "\n";
}

} // namespace

Result<std::vector<fs::path>> packageFolders(const fs::path& folder) {
    if (fs::exists(folder / "matter.json"))
        return std::vector{(folder / "").parent_path()};
    std::error_code failure;
    std::vector<fs::path> folders;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
        if (fs::exists(entry->path() / "matter.json"))
            folders.push_back(entry->path());
    if (failure || folders.empty())
        return Error(ErrorCode::FileUnreadable,
                     folder.string() + ": neither a matter nor a catalogue of matters");
    std::ranges::sort(folders);
    return folders;
}

namespace {

Result<Editions> editionsIn(const fs::path& folder) {
    JIUJIN_TRY_ASSIGN(const auto folders, packageFolders(folder));
    Editions editions;
    for (const fs::path& each : folders)
        JIUJIN_TRY(readInto(editions, each));
    return editions;
}

} // namespace

Result<Editions> readEditions(const fs::path& source) {
    std::error_code failure;
    if (!fs::is_regular_file(source, failure))
        return editionsIn(source);
    JIUJIN_TRY_ASSIGN(const Bundle bundle, loadBundle(source));
    const Unpacked unpacked;
    JIUJIN_TRY_ASSIGN(const fs::path tree, unpacked.fill(bundle));
    return editionsIn(tree / "matters");
}

std::vector<Difference> differences(const Edition& before, const Edition& after) {
    std::vector<Difference> found;
    for (const auto part : {&Edition::facts, &Edition::form, &Edition::guide})
        compareValues({}, before.*part, after.*part, found);
    return found;
}

std::vector<MatterDifference> compare(const Editions& before, const Editions& after) {
    std::vector<MatterDifference> all;
    for (const auto& [code, old] : before) {
        const auto now = after.find(code);
        if (now == after.end()) {
            all.push_back(removed(old, after));
            continue;
        }
        MatterDifference found{code,
                               now->second.matter.title,
                               old.matter.version,
                               now->second.matter.version,
                               differences(old, now->second),
                               {},
                               {}};
        if (found.differences.empty())
            continue;
        found.kinds = {ChangeKind::Changed};
        if (hasRule(found.differences))
            found.kinds.insert(found.kinds.end(), {ChangeKind::Suspended, ChangeKind::Withdrawn});
        judgeVersion(old, now->second, found);
        all.push_back(std::move(found));
    }
    for (const auto& [code, now] : after)
        if (!before.contains(code))
            all.push_back(added(now));
    return all;
}

std::string textOf(const std::vector<MatterDifference>& found, Language language) {
    const bool zh = language == Language::Chinese;
    if (found.empty())
        return zh ? "没有不同。\n" : "Nothing is different.\n";
    std::string text;
    for (const MatterDifference& each : found) {
        text += headOf(each, language);
        for (const Difference& difference : each.differences)
            text += line(difference, language);
        text += (zh ? "  发布类型：" : "  to be published as: ") + kindsOf(each, language) + "\n";
        for (const Words& mend : each.mends)
            text += (zh ? "  须改正：" : "  to mend: ") + mend.in(language) + "\n";
    }
    return text;
}

} // namespace jiujin::maker
