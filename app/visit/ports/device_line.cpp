#include "app/visit/ports/device_line.h"

#include "drivers/contract/device_line.h"

#include <unistd.h>

namespace jiujin::ports {

DeviceLine::DeviceLine(int line, std::map<std::string, DevicePort*> ports)
    : line_(line), ports_(std::move(ports)), notifier_(line, QSocketNotifier::Read) {
    connect(&notifier_, &QSocketNotifier::activated, this, &DeviceLine::hear);
}

void DeviceLine::hear() {
    const auto word = drivers::receiveDeviceWord(line_);
    if (!word.ok()) {
        // The terminal is gone, as the link says too.
        notifier_.setEnabled(word.error().code != ErrorCode::DeviceRemoved);
        return;
    }
    const auto port = ports_.find(word->deviceClass);
    if (port == ports_.end()) {
        if (word->socket >= 0)
            ::close(word->socket);
    } else if (word->socket >= 0) {
        port->second->connectTo(word->socket);
    } else {
        port->second->lost({word->cause, word->outOfService});
    }
}

} // namespace jiujin::ports
