#include "platform/maker/preview_program.h"

#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace jiujin::maker {

namespace fs = std::filesystem;

namespace {

fs::path ownFolder() {
    std::error_code failure;
    return fs::read_symlink("/proc/self/exe", failure).parent_path();
}

} // namespace

Error becomePreview(const std::vector<std::string>& words) {
    const fs::path own = ownFolder();
    fs::path program = own / "jiujin-preview";
    if (!fs::exists(program))
        program = own.parent_path() / "lib/jiujin/jiujin-preview";
    std::string name = program.string();
    std::vector<std::string> given = words;
    std::vector<char*> line{name.data()};
    for (std::string& word : given)
        line.push_back(word.data());
    line.push_back(nullptr);
    ::execv(name.c_str(), line.data());
    return {ErrorCode::ProgramStart, name + ": " + std::generic_category().message(errno)};
}

Result<fs::path> installedResources() {
    const fs::path folder = ownFolder().parent_path() / "share/jiujin-maker";
    if (fs::exists(folder / "notices"))
        return folder;
    return Error(ErrorCode::FileUnreadable,
                 folder.string() + ": nothing is installed there; name the folder of notices and "
                                   "calendars with --resources");
}

} // namespace jiujin::maker
