#include "app/terminal/kept/kept_file.h"

#include <fcntl.h>
#include <unistd.h>

namespace jiujin {

namespace {

bool closed(int descriptor, bool good) {
    return (descriptor < 0 || ::close(descriptor) == 0) && good;
}

bool writeSynced(const std::filesystem::path& path, std::string_view content) {
    const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
    bool good = file >= 0;
    while (good && !content.empty()) {
        const ssize_t written = ::write(file, content.data(), content.size());
        good = written > 0;
        content.remove_prefix(good ? static_cast<std::size_t>(written) : 0);
    }
    return closed(file, good && ::fsync(file) == 0);
}

bool syncFolder(const std::filesystem::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return closed(opened, opened >= 0 && ::fsync(opened) == 0);
}

} // namespace

Result<void> replaceFile(const std::filesystem::path& file, std::string_view content) {
    const std::filesystem::path part = file.string() + ".part";
    const bool kept = writeSynced(part, content) && ::rename(part.c_str(), file.c_str()) == 0 &&
                      syncFolder(file.parent_path());
    if (!kept)
        ::unlink(part.c_str());
    return kept ? Result<void>() : Error{ErrorCode::CommitFailed, file.string()};
}

} // namespace jiujin
