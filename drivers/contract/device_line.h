// From jiujin-terminal to a visit: one AF_UNIX SEQPACKET pair, inherited by the visit, over which
// the visit gets the socket of each device's host, again whenever a host had to be started anew.
#pragma once

#include "platform/base/result.h"

#include <string>
#include <string_view>

namespace jiujin::drivers {

// A device's place in the visit, by its class ("idcard").
struct DeviceWord {
    std::string deviceClass;
    int socket = -1; // a stream to the device's host, in place of any before; -1: there is none now
    ErrorCode cause = ErrorCode::DriverLost; // then: why
    bool outOfService = false;               // and whether it failed so often that it is given up
};

// Neither waits (DeviceTimeout, DeviceRemoved).
// Closes `socket` here, also when that fails.
Result<void> sendDevice(int line, std::string_view deviceClass, int socket);
Result<void> sendDeviceLost(int line, std::string_view deviceClass, ErrorCode cause,
                            bool outOfService);
// DeviceRemoved when jiujin-terminal is gone; DeviceTimeout when a non-blocking line is empty;
// DriverLost when it is none of the two.
Result<DeviceWord> receiveDeviceWord(int line);

} // namespace jiujin::drivers
