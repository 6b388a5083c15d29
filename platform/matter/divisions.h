// The table of divisions as a file: what lint looks codes up in, what visits offer to choose from.
#pragma once

#include "platform/formats/division_history.h"

#include <filesystem>

namespace jiujin::matter {

// FileUnreadable, MatterInvalid when it is larger than any table, DivisionTableInvalid.
Result<formats::DivisionHistory> loadDivisions(const std::filesystem::path& file);

} // namespace jiujin::matter
