#include "app/terminal/service/hold_desk.h"

#include "app/link/held_device.h"

namespace jiujin::service {

namespace {

link::HeldDevice described(const devices::DriverLane& lane) {
    const devices::Device& device = lane.device();
    link::HeldDevice held;
    held.name = device.name.toStdString();
    held.deviceClass = device.deviceClass.toStdString();
    held.module = device.module.toStdString();
    held.program = device.host.file.toStdString();
    for (const QString& argument : device.host.arguments)
        held.arguments.push_back(argument.toStdString());
    held.node = lane.node().toStdString();
    held.byPath = device.byPath;
    if (device.host.user)
        held.user = *device.host.user;
    held.groups = device.host.groups;
    return held;
}

} // namespace

Result<std::unique_ptr<devices::Hold>> HoldDesk::hold(const std::string& device, Told told) const {
    if (visits_.inUse())
        return Error(ErrorCode::DeviceInUse, device);
    JIUJIN_TRY_ASSIGN(std::unique_ptr<devices::Hold> hold, hall_.hold(device));
    QObject::connect(
        hold.get(), &devices::Hold::free, hold.get(),
        [lane = &hold->lane(), told = std::move(told)] { told(encode(described(*lane))); });
    return hold;
}

} // namespace jiujin::service
