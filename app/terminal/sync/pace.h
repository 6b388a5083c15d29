// How long to wait after failures, each wait drawn from the upper half of its span, so that ten
// thousand terminals do not come back in the same second.
#pragma once

#include <chrono>
#include <optional>
#include <random>

namespace jiujin::sync {

class Pace {
public:
    explicit Pace(std::uint32_t seed) : random_(seed) {}

    // Doubling from one second to five minutes; at least what the platform asked for, within ten
    // minutes.
    std::chrono::milliseconds afterFailure(std::optional<std::chrono::seconds> asked = {});
    // Doubling from one minute to half an hour: what is wrong needs a person, or another network.
    std::chrono::milliseconds afterStop();
    void succeeded() { failures_ = stops_ = 0; }

private:
    std::chrono::milliseconds drawn(std::chrono::milliseconds first,
                                    std::chrono::milliseconds longest, int& count);

    std::mt19937 random_;
    int failures_ = 0, stops_ = 0;
};

} // namespace jiujin::sync
