// jiujin-preview, which shows a matter on the real screens, lies beside this program or, where it
// is installed, in lib/jiujin.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace jiujin::maker {

// This process becomes it: returns only when that fails, ProgramStart.
Error becomePreview(const std::vector<std::string>& words);
// Notices, calendars and divisions, as installed beside this program. FileUnreadable with the mend.
Result<std::filesystem::path> installedResources();

} // namespace jiujin::maker
