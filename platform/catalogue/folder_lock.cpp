#include "platform/catalogue/folder_lock.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace jiujin::catalogue {

Result<FolderLock> FolderLock::on(const std::filesystem::path& folder) {
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    const std::filesystem::path name = folder / ".lock";
    const int file = ::open(name.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0)
        return Error(ErrorCode::CommitFailed, name.string());
    FolderLock lock(file);
    while (::flock(file, LOCK_EX) != 0)
        if (errno != EINTR)
            return Error(ErrorCode::CommitFailed, name.string());
    return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FolderLock::~FolderLock() {
    if (file_ >= 0)
        ::close(file_);
}

} // namespace jiujin::catalogue
