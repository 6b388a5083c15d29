// A small file that a restart must find.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin {

// The content takes the place of the file's when it is on the disk, so that a power cut leaves the
// old or the new, whole. Readable for the owner alone. CommitFailed: the old stands, or, when
// nothing but the folder could not be synced, perhaps the new.
Result<void> replaceFile(const std::filesystem::path& file, std::string_view content);

} // namespace jiujin
