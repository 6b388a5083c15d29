#include "app/terminal/sync/pace.h"

#include <algorithm>

namespace jiujin::sync {

std::chrono::milliseconds Pace::afterFailure() {
    constexpr std::int64_t first = 1000, longest = 5L * 60 * 1000;
    const std::int64_t whole = std::min(longest, first << std::min(failures_, 20));
    ++failures_;
    return std::chrono::milliseconds(
        std::uniform_int_distribution<std::int64_t>(whole / 2, whole)(random_));
}

} // namespace jiujin::sync
