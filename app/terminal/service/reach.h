// Whether another user could open what a program of its needs: asked at the start, so that a folder
// that is closed to it is named then.
#pragma once

#include "platform/base/result.h"

#include <filesystem>
#include <sys/types.h>
#include <vector>

namespace jiujin::service {

// Only where this process is root and `user` is not. ProgramStart names the first path.
Result<void> checkReach(uid_t user, const std::vector<std::filesystem::path>& paths);

} // namespace jiujin::service
