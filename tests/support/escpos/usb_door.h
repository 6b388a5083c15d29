// The printer on USB: class 7, bulk OUT and IN, the status of its port (USB Device Class Definition
// for Printing Devices 1.1), and the kernel's usblp that has it first.
#pragma once

#include "tests/support/escpos/doors.h"
#include "tests/support/usb/device.h"

namespace escpos_peer {

class UsbDoor : public Door {
    Q_OBJECT
public:
    UsbDoor();
    bool open() override;
    void close() override;
    void say(const QByteArray& bytes) override;
    QByteArray name() const override;
    void setPaperOut(bool out) override;
    long transfers() const override { return device_->transfers(); }

private:
    void read();

    const std::unique_ptr<usb_peer::Device> device_;
    QSocketNotifier notifier_;
};

} // namespace escpos_peer
