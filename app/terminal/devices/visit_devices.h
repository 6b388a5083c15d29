// A visit's line for its devices: which of them it has, and why it has not the others.
#pragma once

#include "platform/base/error.h"

#include <string_view>

namespace jiujin::devices {

class VisitDevices {
public:
    // Takes `line`, the supervisor's end of the pair of contract/device_line.h.
    explicit VisitDevices(int line) : line_(line) {}
    ~VisitDevices();
    VisitDevices(const VisitDevices&) = delete;
    VisitDevices& operator=(const VisitDevices&) = delete;

    // Takes `socket`. A visit that does not read gets nothing, and its device ends by that.
    void hand(std::string_view deviceClass, int socket);
    void lost(std::string_view deviceClass, ErrorCode cause, bool outOfService);
    // The visit's process has closed its end: it is over, whatever else is still to be heard of it.
    bool visitGone() const;

private:
    int line_;
};

} // namespace jiujin::devices
