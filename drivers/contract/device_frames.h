// What a driver host may say to a visit, held against the bytes before QtRemoteObjects parses them:
// its parser trusts the other end, and a frame of random bytes can end the process.
//
// A frame's body, little-endian, as Qt 6 writes it, begins with a u16 kind; a text is u32 bytes
// (all ones: null) and UTF-16, a byte array u32 bytes and these:
//   1 handshake: text "QtRO …"
//   9 objects:   u32 1, text name, text type, byte array signature
//   2 initial:   text name, u32 0, for no class has properties
//   6 signal:    text name, i32 0, i32 index in the .rep, u32 count, arguments, i32 -1, i32 -1
// An argument is a variant: u32 type, u8 0, value; a type of the contract is 65536 with its name,
// as a byte array that ends in a zero, and its fields as variants. DeviceFault has them bare.
#pragma once

#include "platform/base/bytes.h"

#include <string_view>

namespace jiujin::drivers {

// False for every class that has no row in device_frames.cpp.
bool deviceMaySend(std::string_view deviceClass, ByteView body);

} // namespace jiujin::drivers
