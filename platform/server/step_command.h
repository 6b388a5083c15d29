// jiujin-platform step: staff record a step of a case, or of one of its nodes, which its clock
// counts and its citizen is told.
#pragma once

#include "platform/server/casework/case_steps.h"
#include "platform/server/settings.h"

namespace jiujin::server {

// Appends what was recorded to the verified trail, whether the platform serves meanwhile or not,
// and prints it, with all nodes where the case has some. As stepEvents(); ChainBroken, NotFound.
Result<void> recordStep(const Settings& settings, const std::string& number,
                        const StepOrder& order);

} // namespace jiujin::server
