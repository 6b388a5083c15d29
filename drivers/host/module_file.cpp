#include "drivers/host/module_file.h"

#include <algorithm>
#include <dlfcn.h>

namespace jiujin::drivers {

Result<std::unique_ptr<Module>> loadModule(const std::filesystem::path& folder,
                                           std::string_view name) {
    const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!plain)
        return Error(ErrorCode::SettingsInvalid, "driver host: not a module's name");
    const auto file = folder / (std::string(name) + ".so");
    // Never closed: the module's code must outlive everything it made.
    void* const library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        return Error(ErrorCode::ProgramStart, std::string("driver host: ") + ::dlerror());
    void* const symbol = ::dlsym(library, moduleFactoryName);
    if (symbol == nullptr)
        return Error(ErrorCode::ProgramStart, "driver host: library is no module");
    return std::unique_ptr<Module>(reinterpret_cast<ModuleFactory>(symbol)());
}

} // namespace jiujin::drivers
