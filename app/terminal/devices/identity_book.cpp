#include "app/terminal/devices/identity_book.h"

#include "app/terminal/kept/kept_file.h"

#include <fstream>

namespace jiujin::devices {

std::string IdentityBook::confirmed(const std::string& device) const {
    std::ifstream file(folder_ / device);
    std::string identity;
    std::getline(file, identity);
    return identity;
}

Result<void> IdentityBook::confirm(const std::string& device, const std::string& identity) {
    std::error_code failure;
    std::filesystem::create_directories(folder_, failure);
    // In words for a technician; the room's own are for a citizen whose filing is lost.
    if (!replaceFile(folder_ / device, identity + '\n').ok())
        return Error(ErrorCode::StoreOpen, "device's identity: " + (folder_ / device).string());
    return {};
}

} // namespace jiujin::devices
