#include "drivers/transport/usb_transfer.h"

#include <algorithm>
#include <limits>
#include <poll.h>
#include <vector>

namespace jiujin::drivers {

namespace {

using std::chrono::milliseconds;

// A transfer that was called off ends within a frame of the bus.
constexpr milliseconds endsWithin{100};

int millisecondsTo(SteadyTime until) {
    const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
    constexpr milliseconds most(std::numeric_limits<int>::max());
    return static_cast<int>(std::clamp(left, milliseconds(0), most).count());
}

void waitForEvents(libusb_context* context, SteadyTime until, const Cancel* cancel) {
    std::vector<pollfd> watched;
    const libusb_pollfd** const list = ::libusb_get_pollfds(context);
    for (const libusb_pollfd** each = list; each != nullptr && *each != nullptr; ++each)
        watched.push_back({(*each)->fd, (*each)->events, 0});
    ::libusb_free_pollfds(list);
    if (cancel != nullptr)
        watched.push_back({cancel->descriptor(), POLLIN, 0});
    ::poll(watched.data(), watched.size(), millisecondsTo(until));
}

void LIBUSB_CALL noteEnd(libusb_transfer* transfer) {
    *static_cast<int*>(transfer->user_data) = 1;
}

} // namespace

libusb_transfer_status runTransfer(libusb_context* context, libusb_transfer& transfer,
                                   SteadyTime until, const Cancel& cancel) {
    int ended = 0;
    transfer.user_data = &ended;
    transfer.callback = noteEnd;
    transfer.actual_length = 0;
    if (const int refused = ::libusb_submit_transfer(&transfer); refused != 0)
        return refused == LIBUSB_ERROR_NO_DEVICE ? LIBUSB_TRANSFER_NO_DEVICE
                                                 : LIBUSB_TRANSFER_ERROR;
    bool calledOff = false;
    while (ended == 0) {
        const auto now = std::chrono::steady_clock::now();
        if (!calledOff && (now >= until || cancel.requestedBefore(now))) {
            ::libusb_cancel_transfer(&transfer);
            calledOff = true;
        }
        waitForEvents(context, calledOff ? now + endsWithin : until, calledOff ? nullptr : &cancel);
        timeval atOnce{};
        ::libusb_handle_events_timeout_completed(context, &atOnce, &ended);
    }
    return transfer.status;
}

} // namespace jiujin::drivers
