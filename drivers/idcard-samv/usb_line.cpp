#include "drivers/idcard-samv/usb_line.h"

#include "drivers/idcard-samv/protocol/frame.h"

#include <algorithm>

namespace jiujin::drivers::samv {

Result<void> UsbLine::write(ByteView frame, SteadyTime until, const Cancel& cancel) {
    if (!pipes_) {
        JIUJIN_TRY_ASSIGN(pipes_, device_->claim());
    }
    if (!split())
        return device_->write(pipes_->out.front(), frame, until, cancel);
    const std::size_t head = std::min(headBytes, frame.size());
    JIUJIN_TRY(device_->write(pipes_->out[0], frame.first(head), until, cancel));
    return device_->write(pipes_->out[1], frame.subspan(head), until, cancel);
}

Result<std::size_t> UsbLine::read(std::span<std::uint8_t> into, SteadyTime until,
                                  const Cancel& cancel) {
    const bool body = left_ > 0;
    JIUJIN_TRY_ASSIGN(const std::size_t got,
                      device_->read(pipes_->in[body ? 1 : 0], into, until, cancel));
    if (body)
        left_ -= std::min(left_, got);
    else if (split())
        follow(into.first(got));
    return got;
}

void UsbLine::discardInput() {
    left_ = 0;
    head_.fill(0);
    if (!pipes_)
        return;
    device_->discard(pipes_->in[0]);
    if (split())
        device_->discard(pipes_->in[1]);
}

Result<void> UsbLine::setRate(unsigned /*bitsPerSecond*/) {
    return Error(ErrorCode::DeviceUnsupported, "usb: no rate");
}

// Noise before a head does not shift what is taken for one.
void UsbLine::follow(ByteView bytes) {
    for (const std::uint8_t byte : bytes) {
        std::rotate(head_.begin(), head_.begin() + 1, head_.end());
        head_.back() = byte;
        left_ = lengthAfter(head_);
    }
}

} // namespace jiujin::drivers::samv
