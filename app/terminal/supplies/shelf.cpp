#include "app/terminal/supplies/shelf.h"

#include "app/terminal/kept/kept_file.h"

#include <fstream>
#include <iterator>

namespace jiujin::supplies {

std::optional<std::string> FolderShelf::read(const std::string& name) const {
    std::error_code failure;
    if (!std::filesystem::exists(folder_ / name, failure) && !failure)
        return std::nullopt;
    std::ifstream file(folder_ / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<void> FolderShelf::write(const std::string& name, const std::string& text) {
    std::error_code failure;
    std::filesystem::create_directories(folder_, failure);
    // In words for a technician; the room's own are for a citizen whose filing is lost.
    if (!replaceFile(folder_ / name, text + '\n').ok())
        return Error(ErrorCode::StoreOpen, "supplies: " + (folder_ / name).string());
    return {};
}

void FolderShelf::setAside(const std::string& name) {
    std::error_code failure;
    std::filesystem::rename(folder_ / name, folder_ / (name + ".unreadable"), failure);
}

} // namespace jiujin::supplies
