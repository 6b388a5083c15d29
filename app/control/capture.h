// jiujinctl device capture: what passes between a card reader and its module while a listed test
// card is read, in a file that can be said again.
#pragma once

#include "platform/base/clock.h"

#include <filesystem>
#include <functional>

namespace jiujin::control {

struct CaptureOptions {
    std::filesystem::path socket, enrolment;
    std::string device;                // its name in the settings
    std::filesystem::path cards, into; // the signed list; the file to make
};

// Holds the device, says through `ask` what the technician should do, waits a minute for the card,
// and tells what was written. Whatever fails, no file stays. AlreadyExists; DeviceUnsupported when
// it is no card reader; TestCardUnlisted; DeviceTimeout when no card came; the errors of the list,
// of the hold and of the reader.
Result<std::string> capture(const CaptureOptions& options, const Clock& clock,
                            const std::function<void(const std::string&)>& ask);

} // namespace jiujin::control
