// The pretended device, as umockdev's thread and the emulator's meet at it.
#pragma once

#include "tests/support/usb/device.h"
#include "tests/support/usb/urbs.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>

namespace usb_peer {

class Gadget : public Device {
public:
    explicit Gadget(Nature nature);
    ~Gadget() override;
    Gadget(const Gadget&) = delete;
    Gadget& operator=(const Gadget&) = delete;

    std::string address() const override;
    int descriptor() const override { return event_; }
    Octets receive() override;
    void put(std::uint8_t pipe, Octets octets) override;
    void setClassAnswer(std::uint8_t octet) override;
    void stall(int count) override;
    void unplug() override;
    void plug() override;
    long transfers() const override;

private:
    // In umockdev's thread.
    static gboolean hear(UMockdevIoctlBase* base, UMockdevIoctlClient* client, gpointer self);
    Reply answer(unsigned long request, UMockdevIoctlData* argument,
                 std::unique_lock<std::mutex>& lock);
    Reply obey(unsigned long request, DataPointer data);
    Reply submit(DataPointer data);
    Reply discard(unsigned long address);
    Reply reap(UMockdevIoctlData* argument, std::unique_lock<std::mutex>& lock);
    void end(Urb urb);
    void finishControl(Urb& urb) const;
    void move();
    std::string hiddenNode() const;

    const Nature nature_;
    const int event_;
    UMockdevTestbed* const testbed_;
    UMockdevIoctlBase* const handler_;

    mutable std::mutex mutex_; // all below
    std::condition_variable ended_;
    bool plugged_ = false, taken_ = false; // by the kernel's driver
    std::optional<std::uint8_t> classAnswer_;
    int stalls_ = 0;
    long transfers_ = 0;
    Octets written_;
    std::map<std::uint8_t, std::deque<Octets>> ready_; // by pipe
    std::deque<Urb> waiting_, done_;
};

} // namespace usb_peer
