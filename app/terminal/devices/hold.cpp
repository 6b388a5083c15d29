#include "app/terminal/devices/hold.h"

#include "platform/base/event.h"

namespace jiujin::devices {

namespace {

void log(Event event, const DriverLane& lane) {
    logEvent(event, {{"device", std::string_view(lane.device().name.toStdString())}});
}

} // namespace

Hold::Hold(DriverLane& lane) : lane_(lane) {
    connect(&lane_, &DriverLane::freed, this, &Hold::free);
    log(Event::DeviceHeld, lane_);
    lane_.hold();
}

Hold::~Hold() {
    log(Event::DeviceReleased, lane_);
    lane_.release();
}

} // namespace jiujin::devices
