// The parts of form.json.
#pragma once

#include "platform/matter/form.h"
#include "platform/matter/json_place.h"

namespace jiujin::matter {

Field readField(const Place& place);
std::vector<FieldGroup> readGroups(const Place& form);
// "rules", over the fields of those groups.
std::vector<FormRule> readRules(const Place& form, const std::vector<FieldGroup>& groups);

} // namespace jiujin::matter
