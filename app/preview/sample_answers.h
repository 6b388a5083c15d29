// Answers for a picture of a filled form: each field's own example, else whatever the form takes.
#pragma once

#include "app/visit/journey/journey.h"

namespace jiujin::preview {

// MatterInvalid names the first field that takes none: an "example" would help author and citizen.
Result<void> fillForm(journey::Journey& journey, std::chrono::sys_days today);
// The first way of each that is open. MatterInvalid when a material has none.
Result<void> chooseWays(journey::Journey& journey);

} // namespace jiujin::preview
