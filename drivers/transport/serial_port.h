// A serial line, raw, 8N1, without flow control. One thread at a time.
#pragma once

#include "drivers/transport/cancel.h"
#include "platform/base/bytes.h"
#include "platform/base/clock.h"

#include <filesystem>
#include <memory>
#include <span>

namespace jiujin::drivers {

class SerialPort {
public:
    // Takes the line for itself against other programs that ask (flock). DeviceRemoved when there
    // is none or another program has it; DeviceUnsupported when the file is no serial line.
    static Result<std::unique_ptr<SerialPort>> open(const std::filesystem::path& device);
    ~SerialPort();
    SerialPort(const SerialPort&) = delete;
    SerialPort& operator=(const SerialPort&) = delete;

    // Bits per second: 115200, 57600, 38400, 19200 or 9600. DeviceUnsupported, DeviceRemoved.
    Result<void> setRate(unsigned bitsPerSecond);
    // All of it. DeviceTimeout, DeviceCancelled, DeviceRemoved.
    Result<void> write(ByteView bytes, SteadyTime until, const Cancel& cancel);
    // What has come, at least one byte. DeviceTimeout, DeviceCancelled, DeviceRemoved.
    Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until, const Cancel& cancel);
    // Forgets what came and was not read.
    void discardInput();

private:
    explicit SerialPort(int device) : device_(device) {}
    Result<void> wait(short events, SteadyTime until, const Cancel& cancel) const;

    int device_;
};

} // namespace jiujin::drivers
