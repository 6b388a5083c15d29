// UUID version 7 (RFC 9562 section 5.7): 48 bits of Unix milliseconds, then random. Time-ordered,
// so that stores append instead of scattering.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"

namespace jiujin {

// Lower-case text of 36 characters.
std::string newUuid7(WallTime now);
bool isUuid7(std::string_view text);

} // namespace jiujin
