// A message that is padded to a class of size: its last member, "padding", holds as many zeros as
// bring the whole to the smallest class that it fits into. Reading and writing again checks it.
#pragma once

#include "platform/protocol/json_text.h"

#include <initializer_list>

namespace jiujin::protocol {

// Closes the object that `json` has open. What fits into no class is not padded, and too long.
Secret closePadded(JsonText& json, std::initializer_list<std::size_t> classes);

} // namespace jiujin::protocol
