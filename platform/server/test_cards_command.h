// jiujin-platform test-cards: the signed list of the cards with which technicians may capture.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <istream>

namespace jiujin::server {

struct TestCardOptions {
    std::filesystem::path credentialFolder; // holds credential.pem and credential.key, kept offline
    std::filesystem::path list;             // made; an older one is replaced
    int days = 365;                         // for which it is good
};

// One card a line: its kind, a blank, its number. Usage with the line that is none, FileUnreadable,
// Key…
Result<void> writeTestCards(const TestCardOptions& options, std::istream& cards);

} // namespace jiujin::server
