// platform.toml. What stands in it depends on the zone that the program plays: an open zone has no
// keys that open or sign, an inner zone has nothing to listen on. Every key is checked: an unknown
// one, a missing one or a wrong type is an error that names file, line and mend. Paths are relative
// to the file.
#pragma once

#include "platform/server/http/listener.h"

#include <filesystem>

namespace jiujin::server {

enum class Zone {
    Open,  // what terminals call; fetched from, never fetching
    Inner, // opens, judges, signs; calls the open zone and is called by nobody
    Both   // one process for a first start
};
bool isOpen(Zone zone);  // Open or Both
bool isInner(Zone zone); // Inner or Both

struct Settings {
    Zone zone = Zone::Both;
    // Of an open zone.
    ListenerSettings listener;
    std::filesystem::path portFile, localPortFile; // empty: none
    std::filesystem::path serverCertificate, serverKey;
    std::filesystem::path catalogue; // published, for terminals; empty: none
    // Of an inner zone; url and the inner certificate only where the open zone is another process.
    std::string openZone; // https://host:port
    std::filesystem::path innerCertificate, innerKey;
    std::filesystem::path sealCertificate, sealKey;
    std::filesystem::path acknowledgeCertificate, acknowledgeKey;
    // The certificates whose evidence of identity is believed; empty: nobody's.
    std::filesystem::path witnesses;
    std::filesystem::path matters, calendar; // folders: a matter each, YYYY.json
    // Of every zone.
    std::filesystem::path root, revoked; // revoked: a revocation list of the root; empty: none
    std::filesystem::path store;
};

// SettingsInvalid, FileUnreadable.
Result<Settings> loadSettings(const std::filesystem::path& file);

} // namespace jiujin::server
