// Requests that libusb makes of usbfs, as umockdev hands them over.
#pragma once

#include "tests/support/usb/device.h"

// In this order: the second needs the first.
#include <sys/ioctl.h>

#include <linux/usbdevice_fs.h>
#include <memory>
#include <umockdev.h>
#include <vector>

namespace usb_peer {

struct Unref {
    void operator()(UMockdevIoctlData* data) const { ::g_object_unref(data); }
};
using DataPointer = std::unique_ptr<UMockdevIoctlData, Unref>;

// What an ioctl gives back.
struct Reply {
    int value = 0, error = 0;
};

// A block of the client's memory that lies at a pointer in `data`; none when it cannot be read.
DataPointer blockAt(UMockdevIoctlData* data, std::size_t offset, std::size_t size);

// A transfer between its submission and its reaping. The client's memory is touched at these two
// moments only: then it waits in a call.
class Urb {
public:
    explicit Urb(DataPointer data);

    std::uint8_t pipe() const { return endpoint_; }
    bool isBulk() const { return type_ == USBDEVFS_URB_TYPE_BULK; }
    bool isControl() const { return type_ == USBDEVFS_URB_TYPE_CONTROL; }
    bool isIn() const { return (endpoint_ & 0x80U) != 0; }
    unsigned long address() const { return data_->client_addr; }
    std::size_t room() const { return room_; }
    const Octets& written() const { return bytes_; } // a control transfer begins with its setup

    // status: 0 or a negative error number.
    void finishIn(Octets octets);
    void finishOut();
    // What a request over the control pipe is answered.
    void finishControl(std::uint8_t octet);
    void fail(int status);
    void giveBack(UMockdevIoctlData* argument);

private:
    DataPointer data_, buffer_;
    std::uint8_t type_ = 0, endpoint_ = 0;
    std::size_t room_ = 0;
    Octets bytes_; // written by the client, or to be read by it
    int status_ = 0, actual_ = 0;
};

} // namespace usb_peer
