#include "platform/maker/bundle.h"

#include "platform/base/bytes.h"
#include "platform/catalogue/tree.h"
#include "platform/maker/tar.h"
#include "platform/matter/matter.h"
#include "platform/protocol/digest.h"

#include <algorithm>
#include <set>

namespace jiujin::maker {

namespace {

using catalogue::Item;

constexpr std::string_view sumsName = "SHA256SUMS", mattersFolder = "matters/";

// Codes and versions of the matters among the items.
Result<void> nameMatters(Bundle& bundle) {
    std::set<std::pair<std::string, std::string>> versions;
    for (Item& item : bundle.items) {
        const auto text = [&](const char* name) {
            const auto file = bundle.files.find(item.path + "/" + name);
            return file == bundle.files.end() ? std::string() : file->second;
        };
        if (!item.path.starts_with(mattersFolder) ||
            !bundle.files.contains(item.path + "/matter.json"))
            continue;
        const auto matter =
            matter::readMatter({text("matter.json"), text("form.json"), text("guide.json")});
        if (!matter)
            return Error(matter.error().code, item.path + "/" + matter.error().where);
        item.code = matter->code;
        item.version = matter->version;
        if (!versions.insert({item.code, item.version}).second)
            return Error(ErrorCode::MatterInvalid,
                         item.path + "/matter.json: /version: " + item.code + " " + item.version +
                             " stands in another folder too; change it");
    }
    return {};
}

std::string sumLine(const std::string& name, const std::string& content) {
    const auto digest = fromBase64Url(protocol::digestText({viewOf(content)}));
    return toHex(*digest) + "  " + name + "\n";
}

std::string sumsOf(const FileTexts& files) {
    std::string sums;
    for (const auto& [name, content] : files)
        sums += sumLine(name, content);
    return sums;
}

Result<Item> itemAt(const std::string& name, const std::string& content) {
    const std::size_t slash = name.rfind('/');
    const std::string path = slash == std::string::npos ? "" : name.substr(0, slash);
    const std::string file = slash == std::string::npos ? "" : name.substr(slash + 1);
    if (!catalogue::isItemPath(path) || !catalogue::isPlainName(file))
        return Error(ErrorCode::CatalogueMalformed, name + ": may not be the name of a file here");
    return Item{path, {}, {}, {{file, {protocol::digestText({viewOf(content)}), content.size()}}}};
}

Result<void> addFile(Bundle& bundle, TarFile& file) {
    JIUJIN_TRY_ASSIGN(Item item, itemAt(file.name, file.content));
    if (file.content.size() > catalogue::maxObjectBytes)
        return Error(ErrorCode::CatalogueMalformed, file.name + ": too large");
    const auto known = std::ranges::find(bundle.items, item.path, &Item::path);
    if (known == bundle.items.end())
        bundle.items.push_back(std::move(item));
    else if (known->files.size() == catalogue::maxFilesOfItem)
        return Error(ErrorCode::CatalogueMalformed, file.name + ": too many files in one folder");
    else
        known->files.push_back(item.files.front());
    bundle.files.emplace(file.name, std::move(file.content));
    return {};
}

Result<void> agrees(const Bundle& bundle, std::string_view sums) {
    for (const auto& [name, content] : bundle.files)
        if (sums.find(sumLine(name, content)) == std::string_view::npos)
            return Error(ErrorCode::CatalogueMalformed,
                         name + ": is not what " + std::string(sumsName) + " says; it was altered");
    if (sums != sumsOf(bundle.files))
        return Error(ErrorCode::CatalogueMalformed,
                     std::string(sumsName) + ": lists what is not there, or in another order");
    return {};
}

} // namespace

Result<Bundle> bundleFrom(const std::filesystem::path& tree) {
    Bundle bundle;
    JIUJIN_TRY_ASSIGN(bundle.items, catalogue::itemsIn(tree));
    for (const Item& item : bundle.items)
        for (const catalogue::File& file : item.files) {
            const std::string name = item.path + "/" + file.name;
            JIUJIN_TRY_ASSIGN(bundle.files[name],
                              catalogue::readFile(tree / name, catalogue::maxObjectBytes));
        }
    JIUJIN_TRY(nameMatters(bundle));
    return bundle;
}

std::string encode(const Bundle& bundle) {
    std::vector<TarFile> files{{std::string(sumsName), sumsOf(bundle.files)}};
    for (const auto& [name, content] : bundle.files)
        files.push_back({name, content});
    return writeTar(files);
}

Result<Bundle> decodeBundle(std::string_view bytes) {
    if (bytes.size() > maxBundleBytes)
        return Error(ErrorCode::CatalogueMalformed, "a bundle is not as large as this");
    JIUJIN_TRY_ASSIGN(auto files, readTar(bytes));
    if (files.empty() || files.front().name != sumsName)
        return Error(ErrorCode::CatalogueMalformed,
                     "no bundle: it does not begin with " + std::string(sumsName));
    Bundle bundle;
    for (auto file = files.begin() + 1; file != files.end(); ++file)
        JIUJIN_TRY(addFile(bundle, *file));
    JIUJIN_TRY(agrees(bundle, files.front().content));
    if (encode(bundle) != bytes)
        return Error(ErrorCode::CatalogueMalformed, "a file stands there twice or out of order");
    std::ranges::sort(bundle.items, {}, &Item::path);
    JIUJIN_TRY(nameMatters(bundle));
    return bundle;
}

Result<Bundle> loadBundle(const std::filesystem::path& file) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    if (failure)
        return Error(ErrorCode::FileUnreadable, file.string() + ": " + failure.message());
    JIUJIN_TRY_ASSIGN(const std::string bytes,
                      catalogue::readFile(file, std::min<std::uintmax_t>(size, maxBundleBytes)));
    auto bundle = decodeBundle(bytes);
    if (!bundle)
        return Error(bundle.error().code, file.filename().string() + ": " + bundle.error().where);
    return bundle;
}

} // namespace jiujin::maker
