// Where the printer is, by the terminal's settings: device=/dev/usb/lp0, a node of a USB device
// such as device=/dev/bus/usb/001/011, device=tcp://ADDRESS:PORT, or descriptor=N for a character
// device or such a node that was opened before and inherited.
#pragma once

#include "drivers/contract/module.h"
#include "drivers/printer-escpos/protocol/slip.h"

#include <filesystem>
#include <netinet/in.h>
#include <variant>

namespace jiujin::drivers::escpos {

struct Inherited {
    int descriptor = -1;
};
using Place = std::variant<std::filesystem::path, sockaddr_in6, Inherited>;

struct Settings {
    Place place;
    Roll roll;
    std::filesystem::path font = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
};

// Options: device or descriptor; columns=32, 42 or 48 (48); font=FILE. The address is a number, for
// names cannot be looked up where the module runs; IPv6 stands in brackets. SettingsInvalid.
Result<Settings> settingsFrom(const ModuleOptions& options);
// A node of a USB device, not a character device that the kernel made of it.
bool isUsb(const Place& place);
// In the address's own byte order.
std::uint16_t portOf(const sockaddr_in6& address);

} // namespace jiujin::drivers::escpos
