// Whether visits of this version could start with a catalogue that came, and what lets them start
// with a large one at once.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin::service {

// Reads the whole snapshot and leaves the heads of its matters beside it (mirror::headsBeside).
// MatterInvalid, FileUnreadable, CommitFailed.
Result<void> fitForVisits(const std::filesystem::path& snapshot);

} // namespace jiujin::service
