// A device in the hands of a technician's program: for as long as this lives, no visit gets it.
#pragma once

#include "app/terminal/devices/driver_lane.h"

namespace jiujin::devices {

class Hold : public QObject {
    Q_OBJECT
public:
    // The lane outlives it.
    explicit Hold(DriverLane& lane);
    ~Hold() override;

    const DriverLane& lane() const { return lane_; }

signals:
    // Its host has ended: another one may open the device.
    void free();

private:
    DriverLane& lane_;
};

} // namespace jiujin::devices
