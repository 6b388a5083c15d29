// jiujin-platform revoke …: a certificate that no longer counts, by a list that the root signs.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <string>

namespace jiujin::server {

struct RevokeOptions {
    std::filesystem::path certificate; // whose time is over
    std::filesystem::path rootFolder;  // holds root.pem and root.key, kept offline
    std::filesystem::path list;        // extended, or made when it is missing
};

// FileUnreadable, Key…, Certificate…; the old list stays when anything fails.
Result<void> revoke(const RevokeOptions& options);

} // namespace jiujin::server
