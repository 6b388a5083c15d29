// Large materials: sealed apart from the case, named by the digest of their sealed bytes in its
// packet's header (packet.h), sent in parts (README, "Blob").
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"

#include <optional>

namespace jiujin::protocol {

// Sealed.
inline constexpr std::uint64_t maxBlobBytes = 64UL * 1024 * 1024;
// What is sealed in one step, but for the last.
inline constexpr std::size_t blobStep = 64UL * 1024;
// Of what is sent in one request; the last part may be smaller.
inline constexpr std::size_t minBlobPart = 64UL * 1024, maxBlobPart = 1024UL * 1024;
inline constexpr std::string_view blobType = "application/octet-stream";

// RFC 9110 section 14.4, with a known length: "bytes 0-65535/5242880", both ends included.
struct ContentRange {
    std::uint64_t first = 0, last = 0, whole = 0;
    std::uint64_t size() const { return last - first + 1; }
    bool operator==(const ContentRange&) const = default;
};
std::string encode(const ContentRange& range);
// Nothing else than encode() writes; at most maxBlobBytes in all. BlobRange, BlobTooLarge.
Result<ContentRange> decodeContentRange(std::string_view text);

} // namespace jiujin::protocol
