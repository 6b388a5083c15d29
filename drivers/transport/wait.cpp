#include "drivers/transport/wait.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>

namespace jiujin::drivers {

Result<short> waitAt(int descriptor, short events, SteadyTime until, const Cancel& cancel) {
    using namespace std::chrono;
    const Error gone(ErrorCode::DeviceRemoved, "line: gone");
    for (;;) {
        const auto left = ceil<milliseconds>(until - steady_clock::now());
        std::array<pollfd, 2> watched{pollfd{descriptor, events, 0},
                                      pollfd{cancel.descriptor(), POLLIN, 0}};
        const int count = static_cast<int>(std::max<milliseconds::rep>(left.count(), 0));
        const int ready = ::poll(watched.data(), watched.size(), count);
        if (ready < 0 && errno != EINTR)
            return gone;
        if (watched[1].revents != 0)
            return Error(ErrorCode::DeviceCancelled, "line: cancelled");
        if ((watched[0].revents & events) != 0)
            return watched[0].revents;
        if (watched[0].revents != 0)
            return gone;
        if (ready == 0)
            return short{0};
    }
}

} // namespace jiujin::drivers
