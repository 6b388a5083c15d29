// What a technician reads about devices.
#pragma once

#include "app/link/status_report.h"
#include "platform/base/clock.h"

namespace jiujin::control {

// One line a device: name, module, health in words; a simulated one says so. A printer's supplies
// stand below.
std::string deviceTable(const std::vector<link::DeviceReport>& devices);

// One line for each device whose health or open entries are others than before, or that is new;
// empty when none.
std::string deviceChanges(const std::vector<link::DeviceReport>& before,
                          const std::vector<link::DeviceReport>& now, WallTime when);

// What the code says to citizens, and what a technician does about it, in both languages. Usage
// when there is no such code.
Result<std::string> explanation(const std::string& code);

} // namespace jiujin::control
