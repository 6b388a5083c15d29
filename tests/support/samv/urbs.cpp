#include "tests/support/samv/urbs.h"

#include <cstddef>
#include <cstring>

namespace samv_peer {

namespace {

// The fields in front of the flexible array.
constexpr std::size_t urbBytes = sizeof(usbdevfs_urb);

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

void Urb::fail(int status) {
    status_ = status;
    actual_ = 0;
}

void Urb::giveBack(UMockdevIoctlData* argument) {
    if (isIn() && buffer_ && actual_ > 0)
        ::umockdev_ioctl_data_update(buffer_.get(), 0, bytes_.data(), actual_);
    Octets urb(data_->data, data_->data + urbBytes);
    std::memcpy(urb.data() + offsetof(usbdevfs_urb, status), &status_, sizeof status_);
    std::memcpy(urb.data() + offsetof(usbdevfs_urb, actual_length), &actual_, sizeof actual_);
    ::umockdev_ioctl_data_update(data_.get(), 0, urb.data(), static_cast<int>(urb.size()));
    ::umockdev_ioctl_data_set_ptr(argument, 0, data_.get());
}

Octets descriptorsOf(const std::vector<std::uint8_t>& pipes) {
    // Full speed, vendor's class, one configuration with one interface, self powered.
    Octets bytes{18, 1, 0x10, 0x01, 0, 0, 0, 8, 0x00, 0x04, 0x5A, 0xC3, 0x00, 0x01, 0, 0, 0, 1};
    const auto total = static_cast<std::uint8_t>(9 + 9 + 7 * pipes.size());
    const auto count = static_cast<std::uint8_t>(pipes.size());
    for (const std::uint8_t octet :
         {std::uint8_t{9}, std::uint8_t{2}, total, std::uint8_t{0}, std::uint8_t{1},
          std::uint8_t{1}, std::uint8_t{0}, std::uint8_t{0xC0}, std::uint8_t{0}})
        bytes.push_back(octet);
    for (const std::uint8_t octet :
         {std::uint8_t{9}, std::uint8_t{4}, std::uint8_t{0}, std::uint8_t{0}, count,
          std::uint8_t{0xFF}, std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{0}})
        bytes.push_back(octet);
    for (const std::uint8_t pipe : pipes)
        for (const std::uint8_t octet : {std::uint8_t{7}, std::uint8_t{5}, pipe, std::uint8_t{2},
                                         std::uint8_t{64}, std::uint8_t{0}, std::uint8_t{0}})
            bytes.push_back(octet);
    return bytes;
}

} // namespace samv_peer
