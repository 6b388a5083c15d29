// A printer on USB, of the class that USB has for printers: one bulk pipe each way, by its
// descriptors, and the port's status by a request (USB Device Class Definition for Printing Devices
// 1.1, section 4.2.2).
#pragma once

#include "drivers/printer-escpos/line.h"
#include "drivers/transport/usb_device.h"

#include <filesystem>

namespace jiujin::drivers::escpos {

class UsbLine : public Line {
public:
    // Of a node such as /dev/bus/usb/001/011, from which the kernel's usblp is driven away. What
    // the printer says of itself is read by the first write or read: DeviceUnsupported from them
    // when it is no printer. DeviceRemoved.
    static Result<std::unique_ptr<Line>> open(const std::filesystem::path& node);
    // The same of one that is open already; it is closed with the line.
    static Result<std::unique_ptr<Line>> adopt(int descriptor);

    explicit UsbLine(std::unique_ptr<UsbDevice> device) : device_(std::move(device)) {}

    Result<std::size_t> write(ByteView bytes, SteadyTime until, const Cancel& cancel) override;
    Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                             const Cancel& cancel) override;
    bool portSaysPaperOut() const override;

private:
    Result<void> claim();

    std::unique_ptr<UsbDevice> device_;
    std::optional<UsbPipes> pipes_;
};

} // namespace jiujin::drivers::escpos
