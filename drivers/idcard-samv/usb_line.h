// A SAM_V reader on USB. How its frames travel stands in its descriptors: one pair of bulk pipes
// carries whole frames; with two pairs the lower ones carry the head of each frame (preamble and
// length), the higher ones what follows. Frames are cut, never judged.
#pragma once

#include "drivers/transport/byte_pipe.h"
#include "drivers/transport/usb_device.h"

#include <array>
#include <optional>

namespace jiujin::drivers::samv {

class UsbLine : public BytePipe {
public:
    explicit UsbLine(std::unique_ptr<UsbDevice> device) : device_(std::move(device)) {}

    // The interface is claimed at the first write: DeviceUnsupported when the device has no such
    // pipes. One whole frame a call.
    Result<void> write(ByteView frame, SteadyTime until, const Cancel& cancel) override;
    Result<std::size_t> read(std::span<std::uint8_t> into, SteadyTime until,
                             const Cancel& cancel) override;
    void discardInput() override;
    bool hasRate() const override { return false; }
    Result<void> setRate(unsigned bitsPerSecond) override;

private:
    static constexpr std::size_t headBytes = 7;

    bool split() const { return pipes_->out.size() > 1 && pipes_->in.size() > 1; }
    void follow(ByteView bytes);

    std::unique_ptr<UsbDevice> device_;
    std::optional<UsbPipes> pipes_;
    std::array<std::uint8_t, headBytes> head_{}; // the last bytes of the lower pipe
    std::size_t left_ = 0;                       // of the frame, in the higher pipe
};

} // namespace jiujin::drivers::samv
