// Answers against the form's JSON Schema, by valijson.
#pragma once

#include "platform/matter/matter.h"
#include "platform/protocol/case_document.h"

#include <set>

namespace jiujin::matter {

// Null when the text is no schema.
std::shared_ptr<const FormSchema> readSchema(const std::string& text);

// Ids of the fields that break the schema; "" when it cannot be told which. The answers' lengths
// must have been checked before. Without a schema nothing is taken. Empty answers count as absent.
std::set<std::string> schemaFaults(const Matter& matter, const protocol::Answers& answers);

} // namespace jiujin::matter
