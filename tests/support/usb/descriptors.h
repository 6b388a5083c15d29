// What a pretended device says of itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace usb_peer {

struct Nature {
    std::uint16_t vendor = 0, product = 0;
    std::uint8_t interfaceClass = 0xFF; // of a vendor's own
    std::vector<std::uint8_t> pipes{};  // bulk, in the order of the descriptors
    std::string kernelDriver{};         // has it, until it is driven away
};

// One configuration with one interface, full speed, self powered (USB 2.0, section 9.6).
std::vector<std::uint8_t> descriptorsOf(const Nature& nature);
// As umockdev takes it: the device at `node`, and apart from it the node itself, whose bytes are
// the descriptors.
std::string deviceText(const Nature& nature);
std::string nodeText(const Nature& nature);

inline constexpr const char* node = "/dev/bus/usb/001/011";
inline constexpr const char* sysfs = "/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1";

} // namespace usb_peer
