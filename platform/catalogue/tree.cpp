#include "platform/catalogue/tree.h"

#include "platform/protocol/digest.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace jiujin::catalogue {

namespace fs = std::filesystem;

namespace {

Error misplaced(const fs::path& path, const char* what) {
    return {ErrorCode::CatalogueMalformed, path.string() + ": " + what};
}

Result<std::vector<fs::path>> listed(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::path> paths;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure)) {
        if (!isPlainName(at->path().filename().string()))
            return misplaced(at->path(), "a name is of a-z A-Z 0-9 . _ - and begins with no dot");
        if (at->is_symlink(failure) || !(at->is_regular_file(failure) || at->is_directory(failure)))
            return misplaced(at->path(), "neither a file nor a folder");
        paths.push_back(at->path());
    }
    if (failure)
        return Error(ErrorCode::FileUnreadable, folder.string());
    std::ranges::sort(paths);
    return paths;
}

Result<void> add(const fs::path& path, Item& item) {
    const auto content = readFile(path, maxObjectBytes);
    if (!content)
        return content.error();
    if (item.files.size() == maxFilesOfItem)
        return misplaced(path, "too many files in one folder");
    item.files.push_back(
        {path.filename().string(), {protocol::digestText({viewOf(*content)}), content->size()}});
    return {};
}

Result<void> addFolder(const fs::path& folder, const std::string& path, bool isPart,
                       std::vector<Item>& items) {
    JIUJIN_TRY_ASSIGN(const auto paths, listed(folder));
    Item item{path, {}, {}, {}};
    for (const fs::path& each : paths) {
        if (!fs::is_directory(each))
            JIUJIN_TRY(add(each, item));
        else if (!isPart)
            return misplaced(each, "a folder in an item's folder");
        else
            JIUJIN_TRY(addFolder(each, path + '/' + each.filename().string(), false, items));
    }
    if (!item.files.empty())
        items.push_back(std::move(item));
    return {};
}

} // namespace

Result<std::string> readFile(const fs::path& file, std::size_t most) {
    std::ifstream stream(file, std::ios::binary);
    std::array<char, 16UL * 1024> piece{}; // most files are far smaller than they may be
    std::string content;
    while (stream.good() && content.size() <= most) {
        stream.read(piece.data(), piece.size());
        content.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
    }
    if (!stream.eof() || content.size() > most)
        return Error(ErrorCode::FileUnreadable, file.string());
    return content;
}

Result<std::vector<Item>> itemsIn(const fs::path& tree) {
    JIUJIN_TRY_ASSIGN(const auto parts, listed(tree));
    std::vector<Item> items;
    for (const fs::path& part : parts) {
        if (!fs::is_directory(part))
            return misplaced(part, "a file beside the parts");
        JIUJIN_TRY(addFolder(part, part.filename().string(), true, items));
    }
    std::ranges::sort(items, {}, &Item::path);
    return items;
}

} // namespace jiujin::catalogue
