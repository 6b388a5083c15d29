#include "app/control/device_hold.h"

namespace jiujin::control {

Result<DeviceHold> DeviceHold::take(const std::filesystem::path& socket, const std::string& name) {
    if (name.empty() || name.find_first_of(" \n") != std::string::npos)
        return Error(ErrorCode::Usage, "a device's name is one word, as `device list` shows it");
    JIUJIN_TRY_ASSIGN(ControlLine line, ControlLine::open(socket, std::chrono::seconds(10)));
    JIUJIN_TRY_ASSIGN(const std::string answer, line.ask("device hold " + name));
    JIUJIN_TRY_ASSIGN(link::HeldDevice device, link::decodeHeldDevice(answer));
    return DeviceHold(std::move(line), std::move(device));
}

} // namespace jiujin::control
