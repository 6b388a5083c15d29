// Gives a device to a technician's program, while nobody is being served.
#pragma once

#include "app/terminal/devices/device_hall.h"
#include "app/terminal/devices/visit_line.h"

#include <functional>

namespace jiujin::service {

class HoldDesk {
public:
    // Once, later, in this thread: one line of JSON (link/held_device.h) as soon as the terminal's
    // own program has let go of the device.
    using Told = std::function<void(std::string line)>;

    HoldDesk(devices::DeviceHall& hall, const devices::VisitLine& visits)
        : hall_(hall), visits_(visits) {}

    // Held for as long as the result lives. DeviceInUse while somebody is being served; and as
    // DeviceHall::hold.
    Result<std::unique_ptr<devices::Hold>> hold(const std::string& device, Told told) const;

private:
    devices::DeviceHall& hall_;
    const devices::VisitLine& visits_;
};

} // namespace jiujin::service
