// A serial line, raw, 8N1, without flow control.
#pragma once

#include "drivers/transport/byte_pipe.h"

#include <filesystem>
#include <memory>

namespace jiujin::drivers {

class SerialPort : public BytePipe {
public:
    // Takes the line for itself against other programs that ask (flock). DeviceRemoved when there
    // is none or another program has it; DeviceUnsupported when the file is no serial line.
    static Result<std::unique_ptr<SerialPort>> open(const std::filesystem::path& device);
    // The same of a descriptor that is open for reading and writing; it is closed with the port,
    // and when there is none.
    static Result<std::unique_ptr<SerialPort>> adopt(int descriptor);
    ~SerialPort() override;
    SerialPort(const SerialPort&) = delete;
    SerialPort& operator=(const SerialPort&) = delete;

    Result<void> write(ByteView bytes, SteadyTime until, const Cancel& cancel) override;
    Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                             const Cancel& cancel) override;
    void discardInput() override;
    bool hasRate() const override { return true; }
    // 115200, 57600, 38400, 19200 or 9600.
    Result<void> setRate(unsigned bitsPerSecond) override;

private:
    explicit SerialPort(int device) : device_(device) {}
    Result<void> wait(short events, SteadyTime until, const Cancel& cancel) const;

    int device_;
};

} // namespace jiujin::drivers
