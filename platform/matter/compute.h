// What a computed field must be, from the answers it is computed from.
#pragma once

#include "platform/matter/form.h"

#include <chrono>

namespace jiujin::matter {

class Place;

// "compute" of a field; faults go to the place's log.
Compute readCompute(const Place& field);

// In the field's own spelling; empty when nothing was given yet, an input is not right, or the
// result is too large. Ages are whole years on `day`; without it they stay empty.
Secret computedFrom(const Field& field, const std::vector<std::string_view>& inputs,
                    std::optional<std::chrono::sys_days> day);

} // namespace jiujin::matter
