// The JSON Schema (draft 7) of a form's answers, made from its fields and rules. A group that
// repeats is a list of objects under its id.
#pragma once

#include "platform/matter/form.h"

namespace jiujin::matter {

// Rules that have no words of their own stand in it; the others each for itself (FormRule).
std::string schemaText(const std::vector<FieldGroup>& groups, const std::vector<FormRule>& rules);

} // namespace jiujin::matter
