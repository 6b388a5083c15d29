#include "tests/support/samv/wire.h"

#include <algorithm>

namespace samv_peer {

namespace {

const Octets mark{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t head = 7;

std::uint8_t sumOf(const Octets& frame, std::size_t end) {
    std::uint8_t sum = 0;
    for (std::size_t i = mark.size(); i < end; ++i)
        sum = static_cast<std::uint8_t>(sum ^ frame[i]);
    return sum;
}

} // namespace

Octets answerFrame(std::uint8_t sw3, const Octets& data) {
    Octets frame = mark;
    const std::size_t length = data.size() + 4;
    frame.push_back(static_cast<std::uint8_t>(length / 256));
    frame.push_back(static_cast<std::uint8_t>(length % 256));
    frame.insert(frame.end(), {0, 0, sw3});
    frame.insert(frame.end(), data.begin(), data.end());
    frame.push_back(sumOf(frame, frame.size()));
    return frame;
}

std::optional<Request> takeRequest(Octets& received) {
    const auto begin = std::search(received.begin(), received.end(), mark.begin(), mark.end());
    if (begin == received.end()) {
        const std::size_t keep = std::min<std::size_t>(received.size(), mark.size() - 1);
        received.erase(received.begin(), received.end() - static_cast<std::ptrdiff_t>(keep));
        return std::nullopt;
    }
    received.erase(received.begin(), begin);
    if (received.size() < head)
        return std::nullopt;
    const std::size_t length = received[5] * 256U + received[6];
    if (length < 3 || length > 64) {
        received.erase(received.begin(), received.begin() + head);
        return Request{Check::Length, 0, 0};
    }
    if (received.size() < head + length)
        return std::nullopt;
    Request request{Check::Good, received[7], received[8]};
    if (sumOf(received, head + length - 1) != received[head + length - 1])
        request.check = Check::Checksum;
    received.erase(received.begin(), received.begin() + static_cast<std::ptrdiff_t>(head + length));
    return request;
}

} // namespace samv_peer
