// jiujin-platform case material …: a material of an accepted case, opened for its department.
#pragma once

#include "platform/server/settings.h"

namespace jiujin::server {

struct MaterialOptions {
    std::string caseNumber;
    std::size_t place = 1;      // in the order of the packet's header, as `case show` counts
    std::filesystem::path file; // must not be there yet; made with mode 0600
};

// Opened with the inner zone's seal key, in steps: what could not be opened whole leaves no file.
// NotFound: no such case or material, or the case was refused; AlreadyExists, BlobMissing,
// EnvelopeDamaged, FileUnreadable.
Result<void> writeMaterial(const Settings& settings, const MaterialOptions& options);

} // namespace jiujin::server
