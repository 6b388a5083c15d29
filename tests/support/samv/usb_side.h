// The USB side: a device on a bus that umockdev pretends, for a driver with an unmodified libusb.
// Split: four bulk pipes, heads of frames in the lower pair and what follows in the higher; whole:
// one pair.
#pragma once

#include "tests/support/samv/side.h"
#include "tests/support/samv/urbs.h"

#include <map>
#include <mutex>

namespace samv_peer {

enum class Framing { Split, Whole };

class UsbSide : public Side {
public:
    explicit UsbSide(Framing framing);
    ~UsbSide() override;

    // Root folder of the pretended bus and node of the device: "DIR /dev/bus/usb/001/011". A driver
    // needs the preload library and UMOCKDEV_DIR=DIR.
    std::string address() const override;
    int descriptor() const override { return event_; }
    Octets receive() override;
    bool setRate(int /*bitsPerSecond*/) override { return false; }
    bool stall(int count) override;
    void unplug() override;
    void plug() override;
    long transfers() const override;

protected:
    void put(Octets octets) override;

private:
    // In umockdev's thread.
    static gboolean hear(UMockdevIoctlBase* base, UMockdevIoctlClient* client, gpointer self);
    Reply answer(unsigned long request, UMockdevIoctlData* argument);
    Reply submit(DataPointer urb);
    Reply discard(unsigned long address);
    Reply reap(UMockdevIoctlData* argument);
    void move();
    std::string hiddenNode() const;

    const Framing framing_;
    const int event_;
    UMockdevTestbed* const testbed_;
    UMockdevIoctlBase* const handler_;

    mutable std::mutex mutex_; // all below
    bool plugged_ = false;
    int stalls_ = 0;
    long transfers_ = 0;
    Octets written_;
    std::map<std::uint8_t, std::deque<Octets>> ready_; // by pipe
    std::deque<Urb> waiting_, done_;
};

} // namespace samv_peer
