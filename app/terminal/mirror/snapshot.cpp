#include "app/terminal/mirror/snapshot.h"

#include "platform/catalogue/publication.h"
#include "platform/catalogue/tree.h"

#include <algorithm>
#include <fcntl.h>
#include <map>
#include <unistd.h>

namespace jiujin::mirror {

namespace fs = std::filesystem;
using catalogue::Item;

namespace {

constexpr fs::perms forAll = fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                             fs::perms::others_read | fs::perms::others_exec;

Error failedAt(const fs::path& path) {
    return {ErrorCode::CommitFailed, path.string()};
}

Result<void> makeFolder(const fs::path& folder) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (!failure)
        fs::permissions(folder, forAll, failure);
    return failure ? failedAt(folder) : Result<void>();
}

// Thousands of files, folders and links are not synced one by one.
bool synced(const fs::path& folder, int (*how)(int)) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = opened >= 0 && how(opened) == 0;
    return opened >= 0 && ::close(opened) == 0 && done;
}

Result<void> link(const fs::path& folder, const Item& item, const Shelf& shelf) {
    const fs::path place = folder / item.path;
    JIUJIN_TRY(makeFolder(place.parent_path()));
    JIUJIN_TRY(makeFolder(place));
    for (const catalogue::File& file : item.files)
        if (::link(shelf.pathOf(file.object).c_str(), (place / file.name).c_str()) != 0)
            return failedAt(place / file.name);
    return {};
}

bool sameBytes(const fs::path& path, const catalogue::ObjectName& object) {
    const auto content = catalogue::readFile(path, catalogue::maxObjectBytes);
    return content && catalogue::isObject(viewOf(*content), object);
}

} // namespace

Result<std::vector<Item>> itemsOf(const catalogue::CatalogueDocument& document, const Shelf& shelf,
                                  std::uint64_t most) {
    std::vector<Item> items;
    for (const catalogue::ListName& list : document.lists) {
        JIUJIN_TRY_ASSIGN(const std::string text, shelf.read(list.object));
        JIUJIN_TRY_ASSIGN(auto part, catalogue::itemsOf(text, list));
        std::ranges::move(part.items, std::back_inserter(items));
    }
    std::uint64_t bytes = 0;
    for (const auto& object : objectsOf(items))
        bytes += object.size;
    if (bytes > most)
        return Error(ErrorCode::CatalogueMalformed, "the catalogue is larger than its place");
    return items;
}

fs::path headsBeside(const fs::path& snapshot) {
    return snapshot.string() + ".heads";
}

Objects objectsOf(const std::vector<Item>& items) {
    Objects objects;
    for (const Item& item : items)
        for (const catalogue::File& file : item.files)
            objects.insert(file.object);
    return objects;
}

Result<void> makeSnapshot(const fs::path& folder, const std::vector<Item>& items,
                          const Shelf& shelf) {
    const fs::path part = folder.string() + ".part";
    std::error_code failure;
    fs::remove_all(part, failure);
    JIUJIN_TRY(makeFolder(part));
    for (const Item& item : items)
        JIUJIN_TRY(link(part, item, shelf));
    fs::remove_all(folder, failure);
    if (!synced(part, ::syncfs) || ::rename(part.c_str(), folder.c_str()) != 0 ||
        !synced(folder.parent_path(), ::fsync))
        return failedAt(folder);
    return {};
}

Result<void> checkSnapshot(const fs::path& folder, const std::vector<Item>& items) {
    std::map<fs::path, catalogue::ObjectName> wanted;
    for (const Item& item : items)
        for (const catalogue::File& file : item.files)
            wanted.emplace(folder / item.path / file.name, file.object);
    std::error_code failure;
    for (fs::recursive_directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure)) {
        if (at->is_directory() && !at->is_symlink())
            continue;
        const auto known = wanted.find(at->path());
        if (known == wanted.end() || at->is_symlink() || !sameBytes(at->path(), known->second))
            return Error(ErrorCode::CatalogueMixed, at->path().string());
        wanted.erase(known);
    }
    if (failure || !wanted.empty())
        return Error(ErrorCode::CatalogueMixed, folder.string());
    return {};
}

} // namespace jiujin::mirror
