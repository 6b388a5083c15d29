// Waiting at a descriptor.
#pragma once

#include "drivers/transport/cancel.h"
#include "platform/base/result.h"

namespace jiujin::drivers {

// What poll(2) says of the descriptor, one of `events` among it; 0 when none came in time.
// DeviceCancelled; DeviceRemoved when what came is that it is gone.
Result<short> waitAt(int descriptor, short events, SteadyTime until, const Cancel& cancel);

} // namespace jiujin::drivers
