// What the citizen is told about a fault: the mend, in the words of the rule or with the field's
// own bounds where the general words of the code would only say "outside the range".
#pragma once

#include "platform/matter/check.h"

namespace jiujin::matter {

std::string faultWords(const Matter& matter, const Fault& fault, Language language);

} // namespace jiujin::matter
