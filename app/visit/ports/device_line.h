// The visit's end of the line over which the supervisor hands its devices over.
#pragma once

#include "app/visit/ports/device_port.h"

#include <QtCore/QSocketNotifier>

#include <map>
#include <string>

namespace jiujin::ports {

class DeviceLine : public QObject {
    Q_OBJECT
public:
    // line: inherited; ports: by device class, each of which outlives this. A device of a class
    // that is not there is left alone.
    DeviceLine(int line, std::map<std::string, DevicePort*> ports);

private:
    void hear();

    const int line_;
    const std::map<std::string, DevicePort*> ports_;
    QSocketNotifier notifier_;
};

} // namespace jiujin::ports
