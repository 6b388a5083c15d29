// Of the versions in a catalogue those that can be applied for: in force on the day, not replaced,
// neither suspended nor withdrawn.
#pragma once

#include "platform/matter/matter.h"

namespace jiujin::matter {

// Whether it is in force on `day`. Without a day (clock unknown): unless it replaces another.
bool isInForce(const Matter& matter, std::optional<std::chrono::sys_days> day);

// In their order. What was filed under a version that is replaced meanwhile is the centre's to
// decide, by the transition that the newer one declares.
std::vector<Matter> offeredOn(std::vector<Matter> catalogue,
                              std::optional<std::chrono::sys_days> day);

} // namespace jiujin::matter
