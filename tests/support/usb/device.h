// A device on a USB bus that umockdev pretends, for a driver with an unmodified libusb, which needs
// the preload library and UMOCKDEV_DIR. Each call is safe from any thread.
#pragma once

#include "tests/support/usb/descriptors.h"

#include <memory>

namespace usb_peer {

using Octets = std::vector<std::uint8_t>;

class Device {
public:
    static std::unique_ptr<Device> pretend(const Nature& nature);
    virtual ~Device() = default;

    // Root folder of the pretended bus and node of the device: "DIR /dev/bus/usb/001/011".
    virtual std::string address() const = 0;
    // Readable when the driver wrote something.
    virtual int descriptor() const = 0;
    virtual Octets receive() = 0;
    // Ready for the driver to read, as one packet or more.
    virtual void put(std::uint8_t pipe, Octets octets) = 0;
    // To every request of the interface's class that asks for a byte; without one they stall.
    virtual void setClassAnswer(std::uint8_t octet) = 0;
    // The next `count` transfers stall.
    virtual void stall(int count) = 0;
    virtual void unplug() = 0;
    virtual void plug() = 0;
    // Submitted since the start.
    virtual long transfers() const = 0;
};

} // namespace usb_peer
