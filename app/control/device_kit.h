// The contract kit (jiujin-kit) over a device that jiujin-terminal lends meanwhile.
#pragma once

#include "app/control/device_hold.h"

namespace jiujin::control {

// Runs it in this terminal, beside the driver host that the device would have. Whether no case
// failed. As DeviceHold::take; ProgramStart when there is no kit.
Result<bool> testDevice(const std::filesystem::path& socket, const std::string& name);

} // namespace jiujin::control
