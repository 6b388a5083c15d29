#include "drivers/transport/cancel.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace jiujin::drivers {

Cancel::Cancel() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (event_ < 0)
        std::abort();
}

Cancel::~Cancel() {
    ::close(event_);
}

void Cancel::request() {
    const std::uint64_t one = 1;
    // Fails only when the counter is full, and then it is readable already.
    [[maybe_unused]] const ssize_t written = ::write(event_, &one, sizeof one);
}

void Cancel::clear() {
    std::uint64_t count = 0;
    // Fails only when nothing was requested.
    [[maybe_unused]] const ssize_t got = ::read(event_, &count, sizeof count);
}

bool Cancel::requestedBefore(SteadyTime time) const {
    using namespace std::chrono;
    for (;;) {
        const auto left = ceil<milliseconds>(time - steady_clock::now());
        pollfd watched{event_, POLLIN, 0};
        const int ready =
            ::poll(&watched, 1, static_cast<int>(std::max<milliseconds::rep>(left.count(), 0)));
        if (ready > 0)
            return true;
        if (left <= milliseconds::zero())
            return false;
    }
}

} // namespace jiujin::drivers
