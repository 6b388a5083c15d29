// jiujin-platform init: keys, certificates and settings of a new platform, and what its first
// terminal needs.
#pragma once

#include "platform/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace jiujin::server {

struct InitOptions {
    std::filesystem::path folder;
    std::string terminalId;
    std::filesystem::path terminalFolder;
    // Written into the settings as absolute paths. Without a calendar: `calendar` beside the
    // matters.
    std::filesystem::path matters, calendar;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8443;
    std::string name = "localhost"; // by which others call it: a host's name, or an IP address
    // Two processes on two machines: folder/open and folder/inner, each whole with its settings,
    // and folder/offline with the keys that neither needs.
    bool zones = false;
};

// Prints what is to be done next. Overwrites nothing: AlreadyExists. Usage when the terminal's id
// has another shape.
Result<void> initialise(const InitOptions& options);

} // namespace jiujin::server
