// What a visit may say to jiujin-terminal, held against the bytes before QtRemoteObjects parses
// them: its parser trusts the other end, and a frame of random bytes can end the process.
//
// A frame's body, little-endian, as Qt 6 writes it: u16 kind, text "Terminal" (u32 bytes, UTF-16);
//   kind 4, acquire: u8 0            kind 5, release: nothing more
//   kind 6, call: i32 0, i32 slot of terminal.rep, u32 count, arguments, i32 -1, i32 -1
//   an argument: u32 type (1 bool, 3 quint32, 12 QByteArray), u8 0, value (a bool: u8; a byte
//   array: u32 length, bytes)
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::link {

bool visitMaySend(ByteView body);

} // namespace jiujin::link
