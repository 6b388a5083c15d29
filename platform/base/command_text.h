// What a command prints for who typed it, and the descriptor's way to print it.
#pragma once

#include "platform/base/error.h"

#include <string_view>

namespace jiujin {

// All of it, whatever signals come; errno tells why not.
bool writeAll(int descriptor, std::string_view text);

// Straight to the descriptor: no buffer of a library keeps a copy.
void print(std::string_view text);
// The error in both languages on standard error, with place and mend.
void complain(const Error& error);

} // namespace jiujin
