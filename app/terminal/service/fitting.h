// Whether visits of this version could start with a catalogue that came, and what lets them start
// with a large one at once.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin::service {

// Reads all that a visit reads of a snapshot before it has a window, for what is unfit would stop
// every visit; and leaves the heads of the matters beside it (mirror::headsBeside). MatterInvalid,
// DivisionTableInvalid, FileUnreadable, CommitFailed.
Result<void> fitForVisits(const std::filesystem::path& snapshot);

} // namespace jiujin::service
