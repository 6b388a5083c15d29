#include "app/terminal/outbox/blob_files.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace jiujin::outbox {

namespace {

int errorOf(int result) {
    return result < 0 ? errno : 0;
}

// The disk begins while the rest is still being sealed; what it has by the sync need not be waited
// for. Nothing is promised by it, and where it fails nothing is lost.
void startWriting(OpenFile& file) {
    constexpr std::uint64_t enough = 1024UL * 1024;
    if (file.bytes - file.begun < enough)
        return;
    ::sync_file_range(file.descriptor, static_cast<off64_t>(file.begun),
                      static_cast<off64_t>(file.bytes - file.begun), SYNC_FILE_RANGE_WRITE);
    file.begun = file.bytes;
}

} // namespace

int DiskBlobFiles::create(OpenFile& file) const {
    file.descriptor =
        ::open(file.path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    return errorOf(file.descriptor);
}

int DiskBlobFiles::append(OpenFile& file, ByteView bytes) const {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        file.bytes += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    startWriting(file);
    return 0;
}

int DiskBlobFiles::sync(const OpenFile& file) const {
    return errorOf(::fdatasync(file.descriptor));
}

int DiskBlobFiles::rename(OpenFile& file, const std::filesystem::path& to) const {
    const int failure = errorOf(std::rename(file.path.c_str(), to.c_str()));
    if (failure == 0)
        file.path = to;
    return failure;
}

int DiskBlobFiles::remove(const std::filesystem::path& file) const {
    return errorOf(::unlink(file.c_str()));
}

int DiskBlobFiles::syncFolder(const std::filesystem::path& folder) const {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    const int failure = errorOf(::fsync(descriptor));
    ::close(descriptor);
    return failure;
}

} // namespace jiujin::outbox
