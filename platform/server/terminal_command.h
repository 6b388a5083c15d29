// jiujin-platform terminal …: how terminals stand, and what lifts a suspension.
#pragma once

#include "platform/server/settings.h"

namespace jiujin::server {

Result<void> listTerminals(const Settings& settings);
// Packets that staff must look at because their counter or number was another's already; of one
// terminal, or of all when the id is empty.
Result<void> listAside(const Settings& settings, const std::string& terminalId);
// `after`: the packet behind whose receipt the chain goes on, or empty. NotFound.
Result<void> resumeTerminal(const Settings& settings, const std::string& terminalId,
                            const std::string& after);

} // namespace jiujin::server
