// A file of any content for parsers that take a path, without a disk.
#pragma once

#include "platform/base/bytes.h"

#include <cstdlib>
#include <filesystem>
#include <sys/mman.h>
#include <unistd.h>

namespace jiujin::fuzz {

class MemoryFile {
public:
    MemoryFile() : handle_(::memfd_create("input", MFD_CLOEXEC)) {
        if (handle_ < 0)
            std::abort();
    }
    ~MemoryFile() { ::close(handle_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    // The path of the file with this content.
    std::filesystem::path with(ByteView content) const {
        const bool written =
            ::ftruncate(handle_, 0) == 0 && ::pwrite(handle_, content.data(), content.size(), 0) ==
                                                static_cast<ssize_t>(content.size());
        if (!written)
            std::abort();
        return "/proc/self/fd/" + std::to_string(handle_);
    }

private:
    const int handle_;
};

} // namespace jiujin::fuzz
