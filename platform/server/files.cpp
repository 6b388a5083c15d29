#include "platform/server/files.h"

#include "platform/base/command_text.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace jiujin::server {

namespace {

Error failed(const std::filesystem::path& path, int cause) {
    return {cause == EEXIST ? ErrorCode::AlreadyExists : ErrorCode::FileUnreadable,
            path.string() + ": " + std::generic_category().message(cause)};
}

} // namespace

Result<void> makeFile(const std::filesystem::path& path, std::string_view content, unsigned mode) {
    std::error_code folderFailure;
    const auto folder = path.parent_path();
    if (std::filesystem::create_directories(folder, folderFailure))
        std::filesystem::permissions(folder, std::filesystem::perms::owner_all, folderFailure);
    if (folderFailure)
        return failed(folder, folderFailure.value());
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (file < 0)
        return failed(path, errno);
    // The process's mask does not decide about a file whose mode is the point.
    const bool whole = ::fchmod(file, mode) == 0 && writeAll(file, content);
    const int cause = errno;
    ::close(file);
    return whole ? Result<void>() : failed(path, cause);
}

Result<void> replaceFile(const std::filesystem::path& path, std::string_view content,
                         unsigned mode) {
    std::filesystem::path beside = path;
    beside += ".new";
    std::error_code failure;
    std::filesystem::remove(beside, failure);
    JIUJIN_TRY(makeFile(beside, content, mode));
    std::filesystem::rename(beside, path, failure);
    return failure ? failed(path, failure.value()) : Result<void>();
}

Result<std::unique_ptr<NewFile>> NewFile::make(const std::filesystem::path& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return failed(path, errno);
    return std::unique_ptr<NewFile>(new NewFile(path, file));
}

NewFile::~NewFile() {
    ::close(file_);
    if (!kept_)
        ::unlink(path_.c_str());
}

Result<void> NewFile::write(std::string_view piece) {
    return writeAll(file_, piece) ? Result<void>() : failed(path_, errno);
}

Result<void> NewFile::keep() {
    kept_ = ::fsync(file_) == 0;
    return kept_ ? Result<void>() : failed(path_, errno);
}

} // namespace jiujin::server
