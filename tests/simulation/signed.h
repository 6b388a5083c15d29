// Real keys, real seals, real words, a real case: nothing of a keyed world is taken for granted.
// Signatures have random bytes of their own, so that a seed repeats but for the length of these.
#pragma once

#include "tests/simulation/parties.h"

namespace jiujin::simulation {

// The keys are made once, and shared by all worlds that this makes.
MakeParties signedParties(WallTime firstDay);

} // namespace jiujin::simulation
