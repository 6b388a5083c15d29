#include "app/terminal/devices/visit_devices.h"

#include "drivers/contract/device_line.h"

#include <poll.h>
#include <unistd.h>

namespace jiujin::devices {

VisitDevices::~VisitDevices() {
    ::close(line_);
}

void VisitDevices::hand(std::string_view deviceClass, int socket) {
    static_cast<void>(drivers::sendDevice(line_, deviceClass, socket).ok());
}

void VisitDevices::lost(std::string_view deviceClass, ErrorCode cause, bool outOfService) {
    static_cast<void>(drivers::sendDeviceLost(line_, deviceClass, cause, outOfService).ok());
}

bool VisitDevices::visitGone() const {
    pollfd watched{line_, POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0 && (watched.revents & POLLHUP) != 0;
}

} // namespace jiujin::devices
