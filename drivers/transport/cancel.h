// A wish to stop that a thread waiting on a device notices at once, and that stays until it is
// cleared. An eventfd, so that it can stand beside the device in poll(2). Safe to use from any
// thread.
#pragma once

namespace jiujin::drivers {

class Cancel {
public:
    Cancel();
    ~Cancel();
    Cancel(const Cancel&) = delete;
    Cancel& operator=(const Cancel&) = delete;

    void request();
    void clear();
    // Readable while the wish stands.
    int descriptor() const { return event_; }

private:
    int event_;
};

} // namespace jiujin::drivers
