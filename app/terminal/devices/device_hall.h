// All devices of one terminal: a lane each, the watch over what is plugged in, and which device was
// confirmed to stand where.
#pragma once

#include "app/terminal/devices/driver_lane.h"
#include "app/terminal/devices/hold.h"
#include "app/terminal/devices/identity_book.h"
#include "app/terminal/devices/node_watch.h"

namespace jiujin::devices {

class DeviceHall : public QObject {
    Q_OBJECT
public:
    // terminalParts: as for NodeWatch. Nothing is watched where no device and no part is listed.
    DeviceHall(std::vector<Device> devices, std::vector<std::string> terminalParts,
               IdentityBook book);

    // ProgramStart.
    Result<void> start();
    // ended() follows when every host is gone.
    void stop();

    std::vector<DriverLane*> lanes() const;
    // Of that class, or nullptr.
    const DriverLane* laneOf(const char* deviceClass) const;
    std::vector<Unlisted> unlisted() const;
    // The device that stands under that name now is the right one. NotFound when there is none of
    // that name; SettingsInvalid when the settings say which it must be; DeviceRemoved when nothing
    // is plugged in; StoreOpen.
    Result<void> confirm(const std::string& name);
    // Takes a device away from visits for as long as the result lives. NotFound; DeviceHeld when
    // somebody has it already; DeviceRemoved when nothing is plugged in.
    Result<std::unique_ptr<Hold>> hold(const std::string& name);
    // Any of them is.
    bool held() const;

signals:
    void heldChanged();
    void ended();

private:
    void judge(DriverLane& lane);
    DriverLane* laneNamed(const QString& name) const;

    IdentityBook book_;
    std::vector<std::unique_ptr<DriverLane>> lanes_;
    std::unique_ptr<NodeWatch> watch_;
    std::map<const DriverLane*, std::string> strangers_; // told, until they are another
    bool ended_ = false;
};

} // namespace jiujin::devices
