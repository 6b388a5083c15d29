// The one number that a call may carry behind its path.
#pragma once

#include <cstdint>
#include <string_view>

namespace jiujin::server {

// N of "/v1/acks?key=N"; -1 when it is not a number of 0 or more, 0 without a query.
std::int64_t numberIn(std::string_view target, std::string_view key);

} // namespace jiujin::server
