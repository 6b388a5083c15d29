#include "app/terminal/devices/identity_book.h"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace jiujin::devices {

namespace {

bool writeWhole(const std::filesystem::path& file, const std::string& text) {
    const int opened = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (opened < 0)
        return false;
    const bool whole =
        ::write(opened, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(opened) == 0;
    return ::close(opened) == 0 && whole;
}

bool syncFolder(const std::filesystem::path& folder) {
    const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = opened >= 0 && ::fsync(opened) == 0;
    if (opened >= 0)
        ::close(opened);
    return synced;
}

} // namespace

std::string IdentityBook::confirmed(const std::string& device) const {
    std::ifstream file(folder_ / device);
    std::string identity;
    std::getline(file, identity);
    return identity;
}

Result<void> IdentityBook::confirm(const std::string& device, const std::string& identity) {
    std::error_code failure;
    std::filesystem::create_directories(folder_, failure);
    const auto fresh = folder_ / (device + ".new");
    if (!writeWhole(fresh, identity + '\n') ||
        ::rename(fresh.c_str(), (folder_ / device).c_str()) != 0 || !syncFolder(folder_))
        return Error(ErrorCode::StoreOpen, "device's identity: " + fresh.string());
    return {};
}

} // namespace jiujin::devices
