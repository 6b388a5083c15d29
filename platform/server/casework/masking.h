// How a person's values are shown to staff who have no need of the whole.
#pragma once

#include "platform/base/secret.h"
#include "platform/matter/matter.h"

namespace jiujin::server {

// By the kind of the field; a choice shows its label, any other text its first character.
std::string masked(matter::FieldKind kind, const Secret& value);

} // namespace jiujin::server
