// Asking what is already known is a defect of a form. What is known at the terminal is what stands
// on the card of the person who files (Whose::Applicant) and what can be computed from it.
#pragma once

#include "platform/matter/form.h"

namespace jiujin::matter {

struct AskedThoughKnown {
    std::string field;
    std::string mend; // "add \"prefill\": \"card.name\", or \"of\": \"other\" …"
};

// Every field of the applicant that asks for name, identity number, sex, birth, nation, address or
// age without taking it from the card, told by its kind and by its words, and every field that asks
// a second time what another is prefilled with. Rows of groups that repeat are not the applicant's.
std::vector<AskedThoughKnown> askedThoughKnown(const std::vector<FieldGroup>& groups);

} // namespace jiujin::matter
