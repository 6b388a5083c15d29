// A device that jiujin-terminal has given to a technician's program, and how that program starts a
// driver host of its own just as the terminal would: one line of JSON over the control socket.
#pragma once

#include "platform/base/result.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace jiujin::link {

struct HeldDevice {
    std::string name, deviceClass, module;
    std::string program;                // jiujin-driver-host
    std::vector<std::string> arguments; // but for --control, and where the device is if node is set
    // Of a device of USB: opened by whoever starts the host, which inherits it
    // (--option descriptor=N); by path: told to the host (--option device=NODE). Else empty.
    std::string node;
    bool byPath = false;
    std::int64_t user = -1; // who the host runs as where its starter is root; -1: its starter
    std::vector<gid_t> groups;
    bool operator==(const HeldDevice&) const = default;
};

std::string encode(const HeldDevice& device);
// What the terminal refused, or TokenMalformed when it is not what encode writes.
Result<HeldDevice> decodeHeldDevice(std::string_view json);

} // namespace jiujin::link
