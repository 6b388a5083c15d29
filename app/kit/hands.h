// The technician in front of a device: what only hands can do, and only eyes can see.
#pragma once

#include <optional>
#include <string_view>

namespace jiujin::kit {

struct Words {
    std::string_view chinese, english;
};

class Hands {
public:
    virtual ~Hands() = default;

    // Asks for it and waits until it is done; false: it cannot be done here.
    virtual bool doThis(const Words& what) = 0;
    // Nothing: it cannot be said.
    virtual std::optional<bool> see(const Words& question) = 0;
};

} // namespace jiujin::kit
