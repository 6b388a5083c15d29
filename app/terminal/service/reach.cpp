#include "app/terminal/service/reach.h"

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

namespace jiujin::service {

Result<void> checkReach(uid_t user, const std::vector<std::filesystem::path>& paths) {
    if (::geteuid() != 0 || user == 0)
        return {};
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setgroups(0, nullptr) != 0 || ::setgid(user) != 0 || ::setuid(user) != 0)
            ::_exit(0);
        for (std::size_t i = 0; i < paths.size() && i < 250; ++i)
            if (::access(paths[i].c_str(), R_OK) != 0)
                ::_exit(static_cast<int>(i) + 1);
        ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return Error{ErrorCode::ProgramStart, "cannot try as user " + std::to_string(user)};
    if (WEXITSTATUS(status) == 0)
        return {};
    const auto& path = paths.at(static_cast<std::size_t>(WEXITSTATUS(status)) - 1);
    return Error{ErrorCode::ProgramStart, "user " + std::to_string(user) + " cannot read " +
                                              path.string() +
                                              ": open its folders, or name another in [users]"};
}

} // namespace jiujin::service
