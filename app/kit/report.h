// What came of the cases, for a person and for a program's exit status.
#pragma once

#include "app/kit/cases.h"

#include <iosfwd>

namespace jiujin::kit {

// Runs each case, says it as it comes, then all of them in a table. Whether none failed.
bool runAll(const std::vector<Case>& cases, const Bench& bench, std::ostream& shown);

} // namespace jiujin::kit
