#include "tests/support/powerloss/memory_folder.h"

#include <cstdlib>
#include <string>

namespace jiujin::powerloss {

MemoryFolder::MemoryFolder() {
    const std::filesystem::path memory = "/dev/shm";
    const auto place =
        std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    std::string name = (place / "jiujin-memory-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        std::abort();
    path_ = name;
}

MemoryFolder::~MemoryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

} // namespace jiujin::powerloss
