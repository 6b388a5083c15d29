#include "platform/server/library/byte_range.h"

#include <charconv>

namespace jiujin::server {

namespace {

// Digits and nothing else.
std::optional<std::uint64_t> numberFrom(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

} // namespace

std::optional<ByteRange> byteRangeIn(std::string_view header) {
    constexpr std::string_view unit = "bytes=";
    const auto dash = header.find('-');
    if (!header.starts_with(unit) || dash == std::string_view::npos)
        return std::nullopt;
    const auto first = numberFrom(header.substr(unit.size(), dash - unit.size()));
    const std::string_view rest = header.substr(dash + 1);
    const auto last = rest.empty() ? std::optional(ByteRange{}.last) : numberFrom(rest);
    if (!first || !last || *last < *first)
        return std::nullopt;
    return ByteRange{*first, *last};
}

} // namespace jiujin::server
