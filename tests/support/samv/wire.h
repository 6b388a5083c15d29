// Frames of a SAM_V module, from the module's side.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace samv_peer {

using Octets = std::vector<std::uint8_t>;

// A whole frame: preamble, length, status, data, checksum.
Octets answerFrame(std::uint8_t sw3, const Octets& data = {});

enum class Check { Good, Checksum, Length };

struct Request {
    Check check = Check::Good;
    std::uint8_t command = 0, parameter = 0;
};

// Takes the first whole request out of what came; noise before it is lost.
std::optional<Request> takeRequest(Octets& received);

} // namespace samv_peer
