#include "app/terminal/outbox/ballast.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace jiujin::outbox {

bool Ballast::load() const {
    const int file = ::open(file_.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    // Blocks, not size: a file that was cut short by a full disk holds no room.
    struct stat state {};
    struct statvfs disk {};
    const bool known = ::fstat(file, &state) == 0 && ::fstatvfs(file, &disk) == 0;
    const std::uint64_t held = static_cast<std::uint64_t>(state.st_blocks) * 512;
    const std::uint64_t left = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
    const bool loaded =
        known && held + left >= 2 * bytes_ &&
        (held >= bytes_ || ::posix_fallocate(file, 0, static_cast<off_t>(bytes_)) == 0);
    ::close(file);
    if (!loaded)
        drop();
    return loaded;
}

std::uint64_t Ballast::left() const {
    struct statvfs disk {};
    return ::statvfs(file_.parent_path().c_str(), &disk) == 0
               ? static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize
               : 0;
}

void Ballast::drop() const {
    ::unlink(file_.c_str());
}

} // namespace jiujin::outbox
