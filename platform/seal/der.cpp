#include "platform/seal/der.h"

#include <algorithm>

namespace jiujin::seal::der {

namespace {

struct Extent {
    std::size_t head, content;
};

// Of the element at the front, when its length is in the shortest form and inside the bytes.
std::optional<Extent> extentOf(ByteView bytes) {
    if (bytes.size() < 2)
        return std::nullopt;
    if (bytes[1] < 0x80)
        return bytes.size() - 2 < bytes[1] ? std::nullopt : std::optional<Extent>({2, bytes[1]});
    const std::size_t digits = bytes[1] & 0x7FU;
    if (digits == 0 || digits > 4 || bytes.size() < 2 + digits || bytes[2] == 0)
        return std::nullopt;
    std::size_t length = 0;
    for (std::size_t i = 0; i < digits; ++i)
        length = length << 8U | bytes[2 + i];
    if (length < 0x80 || length > bytes.size() - 2 - digits)
        return std::nullopt;
    return Extent{2 + digits, length};
}

} // namespace

Bytes element(Tag tag, std::initializer_list<ByteView> parts) {
    std::size_t length = 0;
    for (const ByteView part : parts)
        length += part.size();
    Bytes out;
    out.reserve(length + 6);
    out.push_back(tag);
    if (length < 0x80) {
        out.push_back(static_cast<std::uint8_t>(length));
    } else {
        Bytes digits;
        for (std::size_t left = length; left > 0; left >>= 8U)
            digits.insert(digits.begin(), static_cast<std::uint8_t>(left));
        out.push_back(static_cast<std::uint8_t>(0x80U | digits.size()));
        out.insert(out.end(), digits.begin(), digits.end());
    }
    for (const ByteView part : parts)
        out.insert(out.end(), part.begin(), part.end());
    return out;
}

std::optional<ByteView> Reader::take(Tag tag) {
    const auto whole = takeWhole(tag);
    if (!whole)
        return std::nullopt;
    return whole->subspan(extentOf(*whole)->head);
}

std::optional<ByteView> Reader::takeWhole(Tag tag) {
    const auto extent = extentOf(rest_);
    if (!extent || rest_.front() != tag)
        return std::nullopt;
    const ByteView whole = rest_.first(extent->head + extent->content);
    rest_ = rest_.subspan(whole.size());
    return whole;
}

bool Reader::takeExactly(ByteView bytes) {
    if (rest_.size() < bytes.size() || !std::equal(bytes.begin(), bytes.end(), rest_.begin()))
        return false;
    rest_ = rest_.subspan(bytes.size());
    return true;
}

} // namespace jiujin::seal::der
