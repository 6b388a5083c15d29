#include "app/terminal/devices/restart_policy.h"

namespace jiujin::devices {

std::chrono::milliseconds RestartPolicy::ended(std::chrono::milliseconds lived) {
    constexpr std::chrono::milliseconds quick{3000}, first{100}, stormPause{60000};
    quickEnds_ = lived < quick ? quickEnds_ + 1 : 0;
    if (storm())
        return stormPause;
    return first * (1 << quickEnds_);
}

} // namespace jiujin::devices
