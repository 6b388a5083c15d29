// The parts of a package, each read from its own file.
#pragma once

#include "platform/matter/json_place.h"

namespace jiujin::matter {

std::vector<FieldGroup> readGroups(const Place& form);
// The JSON Schema of the answers; `form` may hold "rules".
std::string schemaOf(const std::vector<FieldGroup>& groups, const Place& form);
std::vector<GuideSection> readSections(const Place& document);

} // namespace jiujin::matter
