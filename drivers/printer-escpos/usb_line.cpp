#include "drivers/printer-escpos/usb_line.h"

#include <algorithm>

namespace jiujin::drivers::escpos {

namespace {

constexpr std::uint8_t printerClass = 7;
constexpr std::uint8_t getPortStatus = 1;
constexpr std::uint8_t paperEmpty = 0x20;
// What the printer has ready it gives within a frame or two of the bus.
constexpr std::chrono::milliseconds readyWithin{3};
constexpr const char* kernelsDriver = "usblp";

Result<std::unique_ptr<Line>> lineOn(Result<std::unique_ptr<UsbDevice>> opened) {
    JIUJIN_TRY_ASSIGN(auto device, std::move(opened));
    device->takeFrom(kernelsDriver);
    return std::unique_ptr<Line>(std::make_unique<UsbLine>(std::move(device)));
}

// None when nothing moved in time. What ended before its time was refused by the printer, and only
// a line that is made anew helps.
Result<std::size_t> counted(Result<std::size_t> moved, SteadyTime until) {
    if (moved.ok() || moved.error().code != ErrorCode::DeviceTimeout)
        return moved;
    if (std::chrono::steady_clock::now() < until)
        return Error(ErrorCode::DeviceRemoved, moved.error().where);
    return std::size_t{0};
}

} // namespace

Result<std::unique_ptr<Line>> UsbLine::open(const std::filesystem::path& node) {
    return lineOn(UsbDevice::open(node));
}

Result<std::unique_ptr<Line>> UsbLine::adopt(int descriptor) {
    return lineOn(UsbDevice::adopt(descriptor));
}

Result<void> UsbLine::claim() {
    if (!pipes_) {
        JIUJIN_TRY_ASSIGN(pipes_, device_->claim(printerClass));
    }
    return {};
}

Result<std::size_t> UsbLine::write(ByteView bytes, SteadyTime until, const Cancel& cancel) {
    JIUJIN_TRY(claim());
    return counted(device_->writeSome(pipes_->out.front(), bytes, until, cancel), until);
}

Result<std::size_t> UsbLine::read(std::span<std::uint8_t> into, SteadyTime until,
                                  const Cancel& cancel) {
    JIUJIN_TRY(claim());
    const auto patience = std::max(until, std::chrono::steady_clock::now() + readyWithin);
    return counted(device_->read(pipes_->in.front(), into, patience, cancel), patience);
}

bool UsbLine::portSaysPaperOut() const {
    return pipes_ && (device_->ask(getPortStatus).value_or(0) & paperEmpty) != 0;
}

} // namespace jiujin::drivers::escpos
