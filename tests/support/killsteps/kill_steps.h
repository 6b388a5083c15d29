// Stands in the way of every call by which a program changes the file system (open to make or cut,
// write, rename, link, unlink, mkdir, chmod, sync) and ends the process before the n-th of them, as
// a power switch would that spares the disk's cache.
#pragma once

namespace jiujin::killsteps {

// Counts from now on; SIGKILL before the step of this number, from 1 on. 0: never.
void killBefore(int step);
// How many there were since.
int stepsSoFar();

} // namespace jiujin::killsteps
