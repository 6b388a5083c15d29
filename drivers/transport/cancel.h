// A wish to stop that a thread waiting on a device notices at once, and that stays until it is
// cleared. An eventfd, so that it can stand beside the device in poll(2). Safe to use from any
// thread.
#pragma once

#include "platform/base/clock.h"

namespace jiujin::drivers {

class Cancel {
public:
    Cancel();
    ~Cancel();
    Cancel(const Cancel&) = delete;
    Cancel& operator=(const Cancel&) = delete;

    void request();
    void clear();
    // Waits; true when the wish stands or comes before `time`.
    bool requestedBefore(SteadyTime time) const;
    // Readable while the wish stands.
    int descriptor() const { return event_; }

private:
    int event_;
};

} // namespace jiujin::drivers
