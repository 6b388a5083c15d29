// Which device was confirmed to stand where: the identity that a reader told when it was first seen
// or when a technician last confirmed it. One small file a device, in the terminal's state.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <string>

namespace jiujin::devices {

class IdentityBook {
public:
    // The folder is made with the first entry.
    explicit IdentityBook(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Empty: nothing is known of a device of that name.
    std::string confirmed(const std::string& device) const;
    // Lasts when this returns. StoreOpen.
    Result<void> confirm(const std::string& device, const std::string& identity);

private:
    const std::filesystem::path folder_;
};

} // namespace jiujin::devices
