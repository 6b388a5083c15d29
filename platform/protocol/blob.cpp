#include "platform/protocol/blob.h"

#include <charconv>

namespace jiujin::protocol {

namespace {

// Takes a number and what stands behind it from the front of `text`.
bool take(std::string_view& text, std::uint64_t& number, std::string_view behind) {
    const char* end = text.data() + text.size();
    const auto [at, failure] = std::from_chars(text.data(), end, number);
    if (failure != std::errc())
        return false;
    text.remove_prefix(static_cast<std::size_t>(at - text.data()));
    if (!text.starts_with(behind))
        return false;
    text.remove_prefix(behind.size());
    return true;
}

} // namespace

std::string encode(const ContentRange& range) {
    return "bytes " + std::to_string(range.first) + '-' + std::to_string(range.last) + '/' +
           std::to_string(range.whole);
}

Result<ContentRange> decodeContentRange(std::string_view text) {
    const Error malformed(ErrorCode::BlobRange, "a range that cannot be read");
    constexpr std::string_view unit = "bytes ";
    if (!text.starts_with(unit))
        return malformed;
    std::string_view rest = text.substr(unit.size());
    ContentRange range;
    if (!take(rest, range.first, "-") || !take(rest, range.last, "/") ||
        !take(rest, range.whole, "") || !rest.empty() || encode(range) != text)
        return malformed;
    if (range.last < range.first || range.last >= range.whole)
        return malformed;
    if (range.whole > maxBlobBytes)
        return Error(ErrorCode::BlobTooLarge, std::to_string(range.whole) + " bytes");
    return range;
}

} // namespace jiujin::protocol
