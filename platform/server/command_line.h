// What every command of the line has in common: its settings, and how it ends.
#pragma once

#include "platform/server/settings.h"

#include <functional>

namespace jiujin::server {

// The exit code, 0, 1, or 2 for a command that was not written correctly; an error is told on
// standard error.
int report(const Result<void>& result);
// The same of what runs by the settings in this file, or of why they cannot be read.
int withSettings(const std::string& file, const std::function<Result<void>(const Settings&)>& run);

} // namespace jiujin::server
