// The number of a security module, by which one reader is told from another. It names a device, no
// person.
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::drivers::samv {

inline constexpr std::size_t samIdBytes = 16;

// As it is printed on readers: "05.01-20110801-0012345678-0508843421", from the 16 bytes of the
// answer to samId (two 16-bit and three 32-bit numbers, little endian). ReaderGarbled.
Result<std::string> samIdText(ByteView data);

} // namespace jiujin::drivers::samv
