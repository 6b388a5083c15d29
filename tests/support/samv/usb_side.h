// The USB side: a reader for a driver with an unmodified libusb. Split: four bulk pipes, heads of
// frames in the lower pair and what follows in the higher; whole: one pair.
#pragma once

#include "tests/support/samv/side.h"
#include "tests/support/usb/device.h"

namespace samv_peer {

enum class Framing { Split, Whole };

class UsbSide : public Side {
public:
    explicit UsbSide(Framing framing);

    std::string address() const override { return device_->address(); }
    int descriptor() const override { return device_->descriptor(); }
    Octets receive() override { return device_->receive(); }
    bool setRate(int /*bitsPerSecond*/) override { return false; }
    bool stall(int count) override;
    void unplug() override { device_->unplug(); }
    void plug() override { device_->plug(); }
    long transfers() const override { return device_->transfers(); }

protected:
    void put(Octets octets) override;

private:
    const Framing framing_;
    const std::unique_ptr<usb_peer::Device> device_;
};

} // namespace samv_peer
