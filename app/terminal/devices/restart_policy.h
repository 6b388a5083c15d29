// When to start a program again that ended by itself. A program that lives a while earned a fresh
// start; one that ends at once, again and again, is a storm: it is then tried once a minute only.
#pragma once

#include <chrono>

namespace jiujin::devices {

class RestartPolicy {
public:
    // How long to wait, for a program that lived so long.
    std::chrono::milliseconds ended(std::chrono::milliseconds lived);
    bool storm() const { return quickEnds_ >= stormEnds; }

private:
    static constexpr int stormEnds = 5;
    int quickEnds_ = 0;
};

} // namespace jiujin::devices
