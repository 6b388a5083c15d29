// What the settings make of the programs that the terminal starts.
#pragma once

#include "app/terminal/devices/driver_lane.h"
#include "app/terminal/service/public_files.h"
#include "app/terminal/service/settings.h"

namespace jiujin::service {

std::vector<devices::Device> devicesOf(const Settings& settings);
devices::Program visitProgram(const Settings& settings, const PublicFiles& files);
// Whether each program's user could open what it needs. ProgramStart.
Result<void> checkReach(const Settings& settings, const PublicFiles& files);

} // namespace jiujin::service
