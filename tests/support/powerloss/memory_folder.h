// A folder of its own that is gone afterwards; in memory where there is such a place, for whom
// syncing is not the question.
#pragma once

#include <filesystem>

namespace jiujin::powerloss {

class MemoryFolder {
public:
    MemoryFolder();
    ~MemoryFolder();
    MemoryFolder(const MemoryFolder&) = delete;
    MemoryFolder& operator=(const MemoryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace jiujin::powerloss
