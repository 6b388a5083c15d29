// A part of a file as a request names it (RFC 9110 §14.2): "bytes=0-1023" or "bytes=1024-", one
// part, from the beginning. Other spellings are not understood, and the whole is given.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace jiujin::server {

struct ByteRange {
    std::uint64_t first = 0, last = ~std::uint64_t{0}; // both included
    bool operator==(const ByteRange&) const = default;
};

std::optional<ByteRange> byteRangeIn(std::string_view header);

} // namespace jiujin::server
