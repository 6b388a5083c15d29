// jiujin-platform case …: what staff see of a case.
#pragma once

#include "platform/formats/case_number.h"
#include "platform/server/settings.h"

namespace jiujin::server {

// Prints trail and filing; ChainBroken before anything of the filing is shown.
Result<void> showCase(const Settings& settings, const std::string& number, bool full);
Result<void> listCases(const Settings& settings);
// As typed; what is none is told with an example. As CaseNumber::parse().
Result<formats::CaseNumber> caseNumberFrom(const std::string& typed);
// Usage: an open zone has none.
Result<void> checkHasCases(const Settings& settings);

} // namespace jiujin::server
