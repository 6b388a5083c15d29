// A module by its name, from the module folder.
#pragma once

#include "drivers/contract/module.h"

#include <filesystem>

namespace jiujin::drivers {

// Lower-case letters, digits and '-' only, so that a name never leaves the folder.
// SettingsInvalid, ProgramStart when it cannot be loaded or is no module.
Result<std::unique_ptr<Module>> loadModule(const std::filesystem::path& folder,
                                           std::string_view name);

} // namespace jiujin::drivers
