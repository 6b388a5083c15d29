// What a driver host gives up before the first byte of a device or a visit reaches it. After this
// it reads and writes what is open already, and connects only where `needs` says; nothing can be
// opened, listened on, executed or traced. Calls outside the list fail with EPERM; exec ends the
// process. Two locks, each of which holds what it can alone.
#pragma once

#include "drivers/contract/module.h"

namespace jiujin::drivers {

// Both. ProgramStart when the kernel refuses the filter.
Result<void> enterSandbox(const Needs& needs);

// Landlock: no file, no port but those needed; where the kernel can, no signal to others and no
// abstract socket. A kernel without it is no failure, for the filter forbids the same.
void lockFiles(const Needs& needs);
// seccomp: what is not on the list fails. ProgramStart when the kernel refuses it.
Result<void> lockCalls(const Needs& needs);

} // namespace jiujin::drivers
