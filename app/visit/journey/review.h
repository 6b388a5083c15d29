// What the citizen is shown before signing, and the very text that the signature's digest is of.
#pragma once

#include "app/visit/journey/form_sheet.h"

namespace jiujin::journey {

struct ReviewRow {
    std::string group, label;
    Secret value;
    bool fromCard = false;
};

std::vector<ReviewRow> reviewRows(const FormSheet& sheet, Language language);
// Title, then one "label: value" a line, in the language that was shown.
Secret shownText(const FormSheet& sheet, Language language);

// How a way of providing a material is called.
std::string wordsOfWay(std::string_view way, const std::string& dueDate, Language language);
// A choice's label instead of its code; any other value as it stands.
Secret shownValue(const FieldState& state, Language language);

} // namespace jiujin::journey
