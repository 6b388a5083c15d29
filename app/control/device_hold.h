// A device that this program has from jiujin-terminal, which serves nobody meanwhile.
#pragma once

#include "app/control/control_line.h"
#include "app/link/held_device.h"

namespace jiujin::control {

// Given back when it is destroyed or this process ends, however that comes about.
class DeviceHold {
public:
    // What the terminal refused: NotFound, DeviceInUse, DeviceHeld, DeviceRemoved. Or as
    // askTerminal.
    static Result<DeviceHold> take(const std::filesystem::path& socket, const std::string& name);

    const link::HeldDevice& device() const { return device_; }

private:
    DeviceHold(ControlLine line, link::HeldDevice device)
        : line_(std::move(line)), device_(std::move(device)) {}

    ControlLine line_;
    link::HeldDevice device_;
};

} // namespace jiujin::control
