// What a driver host gives up before the first byte of a device or a visit reaches it. After this
// it reads and writes what is open already, and connects only where `needs` says; nothing can be
// opened, listened on, executed or traced. Calls outside the list fail with EPERM; exec ends the
// process. Landlock, where the kernel has it, says the same once more, and holds TCP to the ports.
#pragma once

#include "drivers/contract/module.h"

namespace jiujin::drivers {

// ProgramStart when the kernel refuses the filter. A kernel without Landlock is no failure.
Result<void> enterSandbox(const Needs& needs);

} // namespace jiujin::drivers
