// jiujin-platform clock: a case's legal clock, computed again from its events.
#pragma once

#include "platform/server/settings.h"

namespace jiujin::server {

// Prints each step and the reading as of now, nothing of the person. ChainBroken; NotFound when
// there is no such case; as ClockText::missing, with the nodes printed all the same.
Result<void> showClock(const Settings& settings, const std::string& number);

} // namespace jiujin::server
