#include "platform/maker/files.h"

#include "platform/base/command_text.h"

#include <cerrno>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace jiujin::maker {

namespace fs = std::filesystem;

namespace {

Error failed(const fs::path& path, int cause) {
    return {ErrorCode::CommitFailed, path.string() + ": " + std::generic_category().message(cause)};
}

Result<void> writeFile(const fs::path& path, std::string_view text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (file < 0)
        return failed(path, errno);
    const bool whole = writeAll(file, text) && ::fsync(file) == 0;
    const int cause = errno;
    ::close(file);
    return whole ? Result<void>() : failed(path, cause);
}

Result<void> writeFiles(const fs::path& folder, const FileTexts& files) {
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return failed(folder, failure.value());
    for (const auto& [name, text] : files) {
        fs::create_directories((folder / name).parent_path(), failure);
        if (failure)
            return failed(folder / name, failure.value());
        JIUJIN_TRY(writeFile(folder / name, text));
    }
    return {};
}

} // namespace

Result<void> makeFolder(const fs::path& folder, const FileTexts& files) {
    std::error_code failure;
    const fs::path place = fs::absolute(folder, failure).lexically_normal();
    if (fs::exists(fs::symlink_status(place, failure)))
        return Error(ErrorCode::AlreadyExists, place.string() + "; choose another name");
    const fs::path beside = place.parent_path() / ("." + place.filename().string() + ".new");
    fs::remove_all(beside, failure); // of a start that was cut off
    auto written = writeFiles(beside, files);
    if (written.ok()) {
        fs::rename(beside, place, failure);
        if (!failure)
            return {};
        written = failed(place, failure.value());
    }
    fs::remove_all(beside, failure);
    return written;
}

Result<void> makeFile(const fs::path& path, std::string_view content) {
    if (fs::exists(fs::symlink_status(path)))
        return Error(ErrorCode::AlreadyExists, path.string() + "; choose another name");
    const fs::path beside = path.string() + ".new";
    std::error_code failure;
    fs::remove(beside, failure); // of a start that was cut off
    JIUJIN_TRY(writeFile(beside, content));
    fs::rename(beside, path, failure);
    return failure ? failed(path, failure.value()) : Result<void>();
}

} // namespace jiujin::maker
