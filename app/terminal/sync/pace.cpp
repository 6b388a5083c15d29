#include "app/terminal/sync/pace.h"

#include <algorithm>

namespace jiujin::sync {

namespace {
using namespace std::chrono_literals;
using std::chrono::milliseconds;
} // namespace

milliseconds Pace::drawn(milliseconds first, milliseconds longest, int& count) {
    const std::int64_t whole =
        std::min<std::int64_t>(longest.count(), first.count() << std::min(count, 20));
    ++count;
    return milliseconds(std::uniform_int_distribution<std::int64_t>(whole / 2, whole)(random_));
}

milliseconds Pace::afterFailure(std::optional<std::chrono::seconds> asked) {
    const milliseconds own = drawn(1s, 5min, failures_);
    if (!asked)
        return own;
    // Past the asked time by up to half a second or a quarter of it, for the same reason.
    const milliseconds least = std::clamp<milliseconds>(*asked, 0s, 10min);
    const std::int64_t spread = 500 + least.count() / 4;
    return std::max(
        own, least + milliseconds(std::uniform_int_distribution<std::int64_t>(0, spread)(random_)));
}

milliseconds Pace::afterStop() {
    return drawn(1min, 30min, stops_);
}

} // namespace jiujin::sync
