// What a visit may read of the enrolment: root and recipients' certificates, in a folder of their
// own, because the enrolment's is closed to it.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin::service {

struct PublicFiles {
    std::filesystem::path root;  // file
    std::filesystem::path trust; // folder
};

// Copies them anew into <state>/public. FileUnreadable, StoreOpen.
Result<PublicFiles> publish(const std::filesystem::path& enrolment,
                            const std::filesystem::path& state);

} // namespace jiujin::service
