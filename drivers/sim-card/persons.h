// Invented persons out of a JSON file: an array of objects, each with "id" and the texts of a card
// under the names that the contract has (idcard.rep).
#pragma once

#include "platform/base/result.h"

#include "rep_idcard_merged.h"

#include <map>
#include <string>

namespace jiujin::drivers::sim {

// By "id". FileUnreadable; SettingsInvalid when it is not such a file.
Result<std::map<std::string, CardRead>> personsFrom(const std::string& path);

} // namespace jiujin::drivers::sim
