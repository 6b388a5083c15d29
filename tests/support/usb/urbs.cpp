#include "tests/support/usb/urbs.h"

#include <cstddef>
#include <cstring>

namespace usb_peer {

namespace {

// The fields in front of the flexible array.
constexpr std::size_t urbBytes = sizeof(usbdevfs_urb);
constexpr std::size_t setupBytes = 8; // in front of a control transfer's data

template <typename Field>
Field fieldAt(const UMockdevIoctlData* data, std::size_t offset) {
    Field field{};
    std::memcpy(&field, data->data + offset, sizeof field);
    return field;
}

} // namespace

DataPointer blockAt(UMockdevIoctlData* data, std::size_t offset, std::size_t size) {
    return DataPointer(size > 0 ? ::umockdev_ioctl_data_resolve(data, offset, size, nullptr)
                                : nullptr);
}

Urb::Urb(DataPointer data) : data_(std::move(data)) {
    type_ = fieldAt<std::uint8_t>(data_.get(), offsetof(usbdevfs_urb, type));
    endpoint_ = fieldAt<std::uint8_t>(data_.get(), offsetof(usbdevfs_urb, endpoint));
    const int length = fieldAt<int>(data_.get(), offsetof(usbdevfs_urb, buffer_length));
    room_ = static_cast<std::size_t>(length);
    buffer_ = blockAt(data_.get(), offsetof(usbdevfs_urb, buffer), room_);
    if (!isIn() && buffer_)
        bytes_.assign(buffer_->data, buffer_->data + room_);
}

void Urb::finishIn(Octets octets) {
    bytes_ = std::move(octets);
    actual_ = static_cast<int>(bytes_.size());
}

void Urb::finishOut() {
    actual_ = static_cast<int>(room_);
}

void Urb::finishControl(std::uint8_t octet) {
    bytes_.resize(setupBytes);
    bytes_.push_back(octet);
    actual_ = 1;
}

void Urb::fail(int status) {
    status_ = status;
    actual_ = 0;
}

void Urb::giveBack(UMockdevIoctlData* argument) {
    if ((isIn() || isControl()) && buffer_ && actual_ > 0)
        ::umockdev_ioctl_data_update(buffer_.get(), 0, bytes_.data(),
                                     static_cast<int>(bytes_.size()));
    Octets urb(data_->data, data_->data + urbBytes);
    std::memcpy(urb.data() + offsetof(usbdevfs_urb, status), &status_, sizeof status_);
    std::memcpy(urb.data() + offsetof(usbdevfs_urb, actual_length), &actual_, sizeof actual_);
    ::umockdev_ioctl_data_update(data_.get(), 0, urb.data(), static_cast<int>(urb.size()));
    ::umockdev_ioctl_data_set_ptr(argument, 0, data_.get());
}

} // namespace usb_peer
