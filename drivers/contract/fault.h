// From an error of the house to the fault that a device class signals.
#pragma once

#include "drivers/contract/device.h"
#include "platform/base/error.h"

namespace jiujin::drivers {

DeviceFault faultOf(ErrorCode code, int detail = 0);

} // namespace jiujin::drivers
