// jiujin-platform terminal …: how terminals stand, and what lifts a suspension.
#pragma once

#include "platform/server/settings.h"

namespace jiujin::server {

Result<void> listTerminals(const Settings& settings);
// `after`: the packet behind whose receipt the chain goes on, or empty. NotFound.
Result<void> resumeTerminal(const Settings& settings, const std::string& terminalId,
                            const std::string& after);

} // namespace jiujin::server
