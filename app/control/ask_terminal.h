// One question to the terminal that runs on this machine, over its control socket.
#pragma once

#include "platform/base/result.h"

#include <chrono>
#include <filesystem>
#include <string>

namespace jiujin::control {

inline constexpr const char* defaultSocket = "/run/jiujin/control.sock";

// Asks one line of at most 63 bytes and reads one line of JSON to its end, at most 1 MiB, within
// five seconds a piece. Usage, FileUnreadable when nobody listens or this user is not admitted,
// DeviceTimeout, TokenMalformed.
Result<std::string> askTerminal(const std::filesystem::path& socket, const std::string& words);

// The same for one line of any length, within `patience` a piece.
Result<std::string> talk(const std::filesystem::path& socket, std::string_view line,
                         std::chrono::seconds patience);

} // namespace jiujin::control
