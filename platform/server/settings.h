// platform.toml. Every key is checked: an unknown one, a missing one or a wrong type is an error
// that names file, line and mend. Paths are relative to the file.
#pragma once

#include "platform/server/http/listener.h"

#include <filesystem>

namespace jiujin::server {

struct Settings {
    ListenerSettings listener;
    std::filesystem::path portFile; // empty: none
    std::filesystem::path root;
    std::filesystem::path serverCertificate, serverKey;
    std::filesystem::path sealCertificate, sealKey;
    std::filesystem::path acknowledgeCertificate, acknowledgeKey;
    std::filesystem::path store;
    std::filesystem::path matters;
};

// SettingsInvalid, FileUnreadable.
Result<Settings> loadSettings(const std::filesystem::path& file);

} // namespace jiujin::server
