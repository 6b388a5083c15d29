// What the settings make of the programs that the terminal starts.
#pragma once

#include "app/terminal/devices/driver_lane.h"
#include "app/terminal/service/catalogue_words.h"
#include "app/terminal/service/public_files.h"
#include "app/terminal/service/settings.h"

namespace jiujin::service {

std::vector<devices::Device> devicesOf(const Settings& settings);
// rules: what visits go by in place of what is built in.
devices::Program visitProgram(const Settings& settings, const PublicFiles& files,
                              const Rules& rules = {});
// Whether each program's user could open what it needs. ProgramStart.
Result<void> checkReach(const Settings& settings, const PublicFiles& files);

} // namespace jiujin::service
