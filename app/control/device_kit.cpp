#include "app/control/device_kit.h"

#include <cerrno>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace jiujin::control {

Result<bool> testDevice(const std::filesystem::path& socket, const std::string& name) {
    JIUJIN_TRY_ASSIGN(const DeviceHold hold, DeviceHold::take(socket, name));
    const std::filesystem::path host = hold.device().program;
    std::string kit = (host.parent_path() / "jiujin-kit").string();
    std::string option = "--device", device = link::encode(hold.device());
    char* words[] = {kit.data(), option.data(), device.data(), nullptr};
    pid_t child = -1;
    int status = 0;
    if (::posix_spawn(&child, kit.c_str(), nullptr, nullptr, words, environ) != 0)
        return Error(ErrorCode::ProgramStart, kit);
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace jiujin::control
