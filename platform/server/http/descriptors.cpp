#include "platform/server/http/descriptors.h"

#include <algorithm>
#include <string>
#include <sys/resource.h>

namespace jiujin::server {

namespace {

// Those above the limit that are told so and the watchers of this machine (listener.cpp,
// local_connection.h), the store with its journal, logs, threads, and what a library may open.
constexpr rlim_t reserve = 192;

} // namespace

Result<std::size_t> connectionsWithin(std::size_t wanted) {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0)
        return Error(ErrorCode::ProgramStart, "the limit of open files cannot be read");
    files.rlim_cur = files.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &files) != 0)
        return Error(ErrorCode::ProgramStart, "the limit of open files cannot be raised");
    if (files.rlim_max <= reserve)
        return Error(ErrorCode::ProgramStart, std::to_string(files.rlim_max) +
                                                  " open files (ulimit -Hn, LimitNOFILE) are too "
                                                  "few: more than " +
                                                  std::to_string(reserve));
    return static_cast<std::size_t>(std::min<rlim_t>(wanted, files.rlim_max - reserve));
}

} // namespace jiujin::server
