// One transfer of libusb, from its submission to its end, on the thread that asks.
#pragma once

#include "drivers/transport/cancel.h"

#include <libusb-1.0/libusb.h>

namespace jiujin::drivers {

// Waits for it without a wake-up: it is called off when `until` has come or it is cancelled, and
// may have moved bytes even so.
libusb_transfer_status runTransfer(libusb_context* context, libusb_transfer& transfer,
                                   SteadyTime until, const Cancel& cancel);

} // namespace jiujin::drivers
