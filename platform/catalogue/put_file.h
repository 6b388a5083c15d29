// A file of a published folder, for the files of this room.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin::catalogue {

// Beside it and renamed, so that whoever reads sees all or nothing; folders are made. CommitFailed.
Result<void> putFile(const std::filesystem::path& folder, std::string_view name,
                     std::string_view content);

// Whatever was put there is on the disk; thousands of files are not synced one by one.
// CommitFailed.
Result<void> syncFiles(const std::filesystem::path& folder);

} // namespace jiujin::catalogue
