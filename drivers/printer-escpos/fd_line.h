// A printer behind a descriptor: a character device such as /dev/usb/lp0, or a TCP connection.
#pragma once

#include "drivers/printer-escpos/line.h"

#include <filesystem>
#include <netinet/in.h>

namespace jiujin::drivers::escpos {

class FdLine : public Line {
public:
    // DeviceRemoved when there is none or another program has it; DeviceUnsupported when the file
    // is no character device.
    static Result<std::unique_ptr<Line>> openDevice(const std::filesystem::path& device);
    // The same for one that is open already; it is closed with the line.
    static Result<std::unique_ptr<Line>> adopt(int descriptor);
    // SlipGone when nobody listens, or not in time; DeviceCancelled.
    static Result<std::unique_ptr<Line>> connect(const sockaddr_in6& address, SteadyTime until,
                                                 const Cancel& cancel);

    ~FdLine() override;
    FdLine(const FdLine&) = delete;
    FdLine& operator=(const FdLine&) = delete;

    Result<std::size_t> write(ByteView bytes, SteadyTime until, const Cancel& cancel) override;
    Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                             const Cancel& cancel) override;
    bool portSaysPaperOut() const override;

private:
    FdLine(int descriptor, bool connection) : line_(descriptor), connection_(connection) {}

    int line_;
    bool connection_;
};

} // namespace jiujin::drivers::escpos
