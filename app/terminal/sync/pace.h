// How long to wait after failures: doubling from one second to five minutes, each wait drawn from
// the upper half, so that ten thousand terminals do not come back in the same second.
#pragma once

#include <chrono>
#include <random>

namespace jiujin::sync {

class Pace {
public:
    explicit Pace(std::uint32_t seed) : random_(seed) {}

    std::chrono::milliseconds afterFailure();
    void succeeded() { failures_ = 0; }

private:
    std::mt19937 random_;
    int failures_ = 0;
};

} // namespace jiujin::sync
