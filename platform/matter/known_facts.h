// Asking what is already known is a defect of a form. What is known at the terminal is what stands
// on the card of the person who files (Whose::Applicant), what can be computed from it, and what
// the same person answered in an earlier application of the same visit.
//
// A field says by its "prefill" which fact it asks: "card.NAME" one of the card, "visit.NAME" one
// that only people can say. NAME is an id; matters that give the same one, as "visit.mobile" or
// "visit.shopAddress", ask the same, and the second is prefilled with the answer to the first.
#pragma once

#include "platform/matter/form.h"

namespace jiujin::matter {

inline constexpr std::string_view cardFact = "card.", visitFact = "visit.";

struct AskedThoughKnown {
    std::string field;
    std::string mend; // "add \"prefill\": \"card.name\", or \"of\": \"other\" …"
};

// Every field of the applicant that asks for name, identity number, sex, birth, nation, address or
// age without taking it from the card, told by its kind and by its words, and every field that asks
// a second time what another is prefilled with. Rows of groups that repeat are not the applicant's.
// Of a field of the applicant that is a mobile number the fact is always "visit.mobile".
std::vector<AskedThoughKnown> askedThoughKnown(const std::vector<FieldGroup>& groups);

} // namespace jiujin::matter
