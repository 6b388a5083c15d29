// A USB device by its node (/dev/bus/usb/BBB/DDD), through libusb, which finds nothing by itself
// here. Opening touches the node alone, so that it can be done before a sandbox is entered; what
// comes from the device is read by claim and later. One thread at a time.
#pragma once

#include "drivers/transport/cancel.h"
#include "platform/base/bytes.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

struct libusb_context;
struct libusb_device_handle;

namespace jiujin::drivers {

// Addresses of bulk endpoints, each list by rising number.
struct UsbPipes {
    std::vector<std::uint8_t> out, in;
};

class UsbDevice {
public:
    // Reads take whole packets: their space is a multiple of this.
    static constexpr std::size_t longestPacket = 512;

    // DeviceRemoved when there is none or it may not be used.
    static Result<std::unique_ptr<UsbDevice>> open(const std::filesystem::path& node);
    // A descriptor of a node, open for reading and writing; it is closed with the device.
    static Result<std::unique_ptr<UsbDevice>> adopt(int descriptor);
    ~UsbDevice();
    UsbDevice(const UsbDevice&) = delete;
    UsbDevice& operator=(const UsbDevice&) = delete;

    // Takes the device away from a driver of the kernel with this name, if that has it. Before a
    // sandbox, and without a byte from the device.
    void takeFrom(std::string_view driver);
    // Takes the first interface that has bulk pipes both ways, of this class if one is named.
    // DeviceUnsupported when there is none, DeviceRemoved when it is gone or another program has
    // it.
    Result<UsbPipes> claim(std::optional<std::uint8_t> interfaceClass = {});

    // All of it. A pipe that stalls is cleared once. DeviceTimeout, also when the device refuses;
    // DeviceCancelled, DeviceRemoved.
    Result<void> write(std::uint8_t pipe, ByteView bytes, SteadyTime until, const Cancel& cancel);
    // How much of it was taken, at least one byte; the errors of write.
    Result<std::size_t> writeSome(std::uint8_t pipe, ByteView bytes, SteadyTime until,
                                  const Cancel& cancel);
    // What has come, at least one byte; the errors of write.
    Result<std::size_t> read(std::uint8_t pipe, std::span<std::uint8_t> into, SteadyTime until,
                             const Cancel& cancel);
    // Forgets what the device has ready. At most a few milliseconds when it has nothing.
    void discard(std::uint8_t pipe);
    // One byte that the claimed interface answers to a request of its class; nothing when it has no
    // answer.
    std::optional<std::uint8_t> ask(std::uint8_t request);

private:
    explicit UsbDevice(int node) : node_(node) {}
    Result<std::size_t> transfer(std::uint8_t pipe, std::span<std::uint8_t> bytes, SteadyTime until,
                                 const Cancel& cancel);

    int node_;
    libusb_context* context_ = nullptr;
    libusb_device_handle* handle_ = nullptr;
    int interface_ = -1;
};

} // namespace jiujin::drivers
