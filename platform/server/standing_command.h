// jiujin-platform standing: what the services of credit and of e-certificates know of people.
#pragma once

#include "platform/server/settings.h"

#include <istream>

namespace jiujin::server {

// Beside the store.
std::filesystem::path standingFile(const Settings& settings);

// Replaces the table by what a service exported (casework/standing.h); a running platform goes by
// it from the next case on. Usage, FileUnreadable: nothing was replaced.
Result<void> importStanding(const Settings& settings, std::istream& lines);

} // namespace jiujin::server
