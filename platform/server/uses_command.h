// jiujin-platform uses: which matters are filed most, as the order.json that is published with the
// catalogue (matters/finding, platform/find/finding.h), so that terminals show them first.
//
// Counted here and nowhere else. A packet tells a terminal's service no matter code (design:
// "Packet"), and a count on the terminal of one village would: who saw a neighbour file there would
// learn from it for what. What comes down is an order of codes over the whole city, without a
// number, and without the matters of which there are too few to hide anybody.
#pragma once

#include "platform/server/settings.h"

#include <cstdint>

namespace jiujin::server {

struct UsesOptions {
    unsigned days = 365;      // what was received in these many days up to now
    std::uint64_t least = 10; // a matter that was filed less often is left out
};

// Prints the document: of the matters that this centre has, the most filed first, among equals by
// code. Filings that were accepted for checking count, refused and recalled ones do not. Usage: an
// open zone has no cases. ChainBroken; errors of the store, of a case's seal.
Result<void> showUses(const Settings& settings, const UsesOptions& options);

} // namespace jiujin::server
