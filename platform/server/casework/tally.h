// How often something happened of late, by a name: for limits. In memory and on the clock that does
// not jump; a restart forgets.
#pragma once

#include "platform/base/clock.h"

#include <unordered_map>

namespace jiujin::server {

struct Limit {
    std::size_t most;
    std::chrono::seconds within; // counted from the first
};

class Tally {
public:
    // Of more than `maxNames` names at a time nothing is known any more: those beyond count as
    // having reached the limit.
    Tally(Limit limit, std::size_t maxNames) : limit_(limit), maxNames_(maxNames) {}

    bool reached(const std::string& name, SteadyTime now);
    void add(const std::string& name, SteadyTime now);

private:
    struct Count {
        SteadyTime from;
        std::size_t count = 0;
    };
    bool isOver(const Count& count, SteadyTime now) const {
        return now - count.from >= limit_.within;
    }
    bool makeRoom(SteadyTime now);

    Limit limit_;
    std::size_t maxNames_;
    std::unordered_map<std::string, Count> counts_;
};

} // namespace jiujin::server
