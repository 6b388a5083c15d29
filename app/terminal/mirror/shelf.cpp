#include "app/terminal/mirror/shelf.h"

#include "platform/catalogue/publication.h"
#include "platform/catalogue/tree.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace jiujin::mirror {

namespace fs = std::filesystem;
using catalogue::ObjectName;

namespace {

constexpr std::size_t pieceBytes = 256UL * 1024;
constexpr std::string_view partEnding = ".part";

std::uint64_t sizeOf(const fs::path& file) {
    std::error_code missing;
    const auto size = fs::file_size(file, missing);
    return missing ? 0 : size;
}

// Readable for visits, which are another user's.
bool append(const fs::path& file, std::string_view piece) {
    const int opened = ::open(file.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0644);
    bool good = opened >= 0 && ::fchmod(opened, 0644) == 0;
    while (good && !piece.empty()) {
        const ssize_t written = ::write(opened, piece.data(), piece.size());
        good = written > 0;
        piece.remove_prefix(good ? static_cast<std::size_t>(written) : 0);
    }
    return opened >= 0 && ::close(opened) == 0 && good;
}

void drop(const fs::path& file) {
    std::error_code ignored;
    fs::remove(file, ignored);
}

std::vector<fs::path> filesIn(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator at(folder, failure), end; !failure && at != end;
         at.increment(failure))
        files.push_back(at->path());
    return files;
}

} // namespace

fs::path Shelf::pathOf(const ObjectName& name) const {
    return folder_ / name.digest;
}

bool Shelf::has(const ObjectName& name) const {
    std::error_code missing;
    return fs::file_size(pathOf(name), missing) == name.size && !missing;
}

Result<std::string> Shelf::read(const ObjectName& name) const {
    JIUJIN_TRY_ASSIGN(std::string content,
                      catalogue::readFile(pathOf(name), catalogue::maxObjectBytes));
    JIUJIN_TRY(catalogue::isObject(viewOf(content), name));
    return content;
}

Result<void> Shelf::complete(Library& library, const ObjectName& name, const fs::path& part) {
    for (std::uint64_t at = sizeOf(part); at < name.size; at = sizeOf(part)) {
        const std::size_t wanted = std::min<std::uint64_t>(name.size - at, pieceBytes);
        JIUJIN_TRY_ASSIGN(const std::string piece,
                          library.read(catalogue::objectPath(name.digest), at, wanted));
        if (piece.size() != wanted) {
            drop(part);
            return Error(ErrorCode::CatalogueMixed, "an object is not as long as was signed for");
        }
        fetched_ += piece.size();
        if (!append(part, piece))
            return Error(ErrorCode::CommitFailed, part.string());
    }
    return name.size > 0 || append(part, {}) ? Result<void>()
                                             : Error(ErrorCode::CommitFailed, part.string());
}

Result<void> Shelf::fetch(Library& library, const ObjectName& name) {
    if (has(name))
        return {};
    const fs::path part = pathOf(name).string() + std::string(partEnding);
    if (sizeOf(part) > name.size)
        drop(part);
    JIUJIN_TRY(complete(library, name, part));
    const auto content = catalogue::readFile(part, catalogue::maxObjectBytes);
    if (!content || !catalogue::isObject(viewOf(*content), name)) {
        drop(part);
        return Error(ErrorCode::CatalogueMixed, "an object is not the one that was signed for");
    }
    if (::rename(part.c_str(), pathOf(name).c_str()) != 0)
        return Error(ErrorCode::CommitFailed, part.string());
    return {};
}

void Shelf::keepOnly(const std::set<std::string>& digests) {
    for (const fs::path& file : filesIn(folder_)) {
        const bool half = file.extension() == partEnding;
        if (!digests.contains((half ? file.stem() : file.filename()).string()))
            drop(file);
    }
}

void Shelf::removeDamaged() {
    for (const fs::path& file : filesIn(folder_))
        if (file.extension() != partEnding && !read({file.filename().string(), sizeOf(file)}))
            drop(file);
}

} // namespace jiujin::mirror
