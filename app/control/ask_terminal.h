// The status of the terminal that runs on this machine, over its control socket.
#pragma once

#include "app/link/status_report.h"

#include <filesystem>

namespace jiujin::control {

inline constexpr const char* defaultSocket = "/run/jiujin/control.sock";

// Asks "status" and reads one line of JSON to its end, at most 64 KiB, within five seconds.
// FileUnreadable when nobody listens or this user is not admitted, DeviceTimeout, TokenMalformed.
Result<std::string> askStatusJson(const std::filesystem::path& socket);

} // namespace jiujin::control
