// Answers against the form's JSON Schema and its rules, by valijson.
#pragma once

#include "platform/matter/asked_form.h"
#include "platform/matter/matter.h"

namespace jiujin::matter {

// Of one form; the validator is built at the first check, for most matters of a catalogue are
// never asked for between two updates.
std::shared_ptr<const FormSchema> lazySchema();

struct SchemaFault {
    std::string key; // of the answer; "" when it cannot be told which
    Words say;       // of a rule that has words
};
// What breaks the schema, each key once. The answers' lengths must have been checked before.
// Without a schema nothing is taken. Empty answers count as absent.
std::vector<SchemaFault> schemaFaults(const Matter& matter, const std::vector<AskedField>& asked);

} // namespace jiujin::matter
