// Looks at an X screen from outside: when do its pixels change?
#pragma once

#include <memory>

using Display = struct _XDisplay;

namespace jiujin::bench {

class ScreenWatch {
public:
    // Of the environment's DISPLAY; stops the process when there is none. Where no window is, the
    // screen has a colour that none of ours has.
    ScreenWatch();

    // Some window is drawn in the middle.
    bool covered() const;

private:
    struct Closer {
        void operator()(Display* display) const;
    };
    std::unique_ptr<Display, Closer> display_;
};

} // namespace jiujin::bench
