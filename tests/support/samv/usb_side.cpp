#include "tests/support/samv/usb_side.h"

#include <algorithm>

namespace samv_peer {

namespace {

constexpr std::uint8_t headOut = 0x02, bodyOut = 0x06, headIn = 0x81, bodyIn = 0x85;
constexpr std::size_t headOctets = 7;

usb_peer::Nature natureOf(Framing framing) {
    using Pipes = std::vector<std::uint8_t>;
    return {.vendor = 0x0400,
            .product = 0xC35A,
            .pipes = framing == Framing::Split ? Pipes{headIn, headOut, bodyIn, bodyOut}
                                               : Pipes{headIn, headOut}};
}

} // namespace

UsbSide::UsbSide(Framing framing)
    : framing_(framing), device_(usb_peer::Device::pretend(natureOf(framing))) {}

void UsbSide::put(Octets octets) {
    std::size_t head = octets.size();
    if (framing_ == Framing::Split) {
        const Octets mark{0xAA, 0xAA, 0xAA, 0x96, 0x69};
        const auto begin = std::search(octets.begin(), octets.end(), mark.begin(), mark.end());
        head = std::min(head, static_cast<std::size_t>(begin - octets.begin()) + headOctets);
    }
    const auto cut = octets.begin() + static_cast<std::ptrdiff_t>(head);
    device_->put(headIn, {octets.begin(), cut});
    device_->put(bodyIn, {cut, octets.end()});
}

bool UsbSide::stall(int count) {
    device_->stall(count);
    return true;
}

} // namespace samv_peer
