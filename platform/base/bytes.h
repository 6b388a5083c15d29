// Bytes and their spellings: hex, base64url (RFC 4648 section 5, without padding), UTF-8.
#pragma once

#include "platform/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace jiujin {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

ByteView viewOf(std::string_view text);
std::string_view textOf(ByteView bytes);
Bytes bytesOf(std::string_view text);

std::string toHex(ByteView bytes);
Result<Bytes> fromHex(std::string_view text);
std::string toBase64Url(ByteView bytes);
// Refuses padding, other alphabets and non-zero spare bits, so that each value has one spelling.
Result<Bytes> fromBase64Url(std::string_view text);

// Well-formed UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(std::string_view text);
// Number of code points; the text must be UTF-8.
std::size_t codePoints(std::string_view utf8);

// From the operating system's generator; a failure there stops the process.
Bytes randomBytes(std::size_t count);

} // namespace jiujin
