// What every program that may hold personal data does first.
#pragma once

namespace jiujin {

// No core dump, not readable by other processes of the same user, no new privileges. Stops the
// process when the kernel refuses: running on without it would break a promise silently.
void lockProcessDown();

} // namespace jiujin
