// Which fields of a form are asked, given the answers, and what is computed from them. One walk
// from the first field to the last: a condition and a computation see only what stands before them
// and is itself asked, so an answer that vanished decides nothing.
#pragma once

#include "platform/matter/form.h"

#include <chrono>
#include <map>

namespace jiujin::matter {

// Group id -> how many rows it has.
using RowCounts = std::map<std::string, std::size_t, std::less<>>;

struct AskedField {
    std::string key; // of the answer
    const FieldGroup* group;
    const Field* field;
    std::size_t row; // from one; 0 when the group does not repeat
    Secret value;    // the answer; of a computed field what it must be, empty when it cannot be
};

std::string answerKey(const FieldGroup& group, std::size_t row, std::string_view fieldId);
// The field of an answer's key, in a row that the group may have; null when there is none.
const Field* fieldOfKey(const std::vector<FieldGroup>& groups, std::string_view key);
// The last row of each repeating group that has an answer, also beyond what the group may have.
RowCounts rowsIn(const std::vector<FieldGroup>& groups, const protocol::Answers& answers);

// `day`: ages are counted on it; without it they are not computed. Rows beyond a group's most are
// left out. `groups` must outlive the result.
std::vector<AskedField> askedFields(const std::vector<FieldGroup>& groups,
                                    const protocol::Answers& answers, const RowCounts& rows,
                                    std::optional<std::chrono::sys_days> day);

} // namespace jiujin::matter
