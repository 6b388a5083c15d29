// A new matter package: three files that are right as they stand, with sample words in both
// languages that its author replaces, and nothing in them that claims to be verified.
#pragma once

#include "platform/matter/matter.h"

namespace jiujin::maker {

struct NewPackage {
    std::string code;
    matter::Words title;
    std::string date; // YYYY-MM-DD, of all that is stated in it
};

// MatterInvalid when code, title or date are none that a package may have.
Result<matter::PackageText> newPackage(const NewPackage& wanted);
// The same as a new folder. AlreadyExists, CommitFailed.
Result<void> makePackage(const std::filesystem::path& folder, const NewPackage& wanted);

} // namespace jiujin::maker
