// Every connection holds a descriptor of the process, and so does every file that the store opens.
#pragma once

#include "platform/base/result.h"

namespace jiujin::server {

// Raises the process's soft limit of descriptors to its hard one. How many of the connections that
// are wanted fit below it, with enough left for the store and for whoever is turned away.
// ProgramStart when not one does.
Result<std::size_t> connectionsWithin(std::size_t wanted);

} // namespace jiujin::server
