// jiujin-platform step: staff record a step of a case, which its clock counts and its citizen is
// told.
#pragma once

#include "platform/server/casework/case_steps.h"
#include "platform/server/settings.h"

namespace jiujin::server {

// Appends one event to the verified trail, whether the platform serves meanwhile or not, and prints
// it. As stepEvent(); ChainBroken, NotFound.
Result<void> recordStep(const Settings& settings, const std::string& number,
                        const StepOrder& order);

} // namespace jiujin::server
