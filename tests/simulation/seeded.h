// Everything random in a simulated world comes from its seed, the system's random numbers too: this
// program brings its own getrandom(), so that packet ids and lookup codes repeat as well.
#pragma once

#include <cstdint>
#include <random>

namespace jiujin::simulation {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    std::uint64_t number() { return random_(); }
    // 0 … n - 1
    std::size_t below(std::size_t n) { return random_() % n; }
    bool chance(unsigned percent) { return random_() % 100 < percent; }

private:
    std::mt19937_64 random_;
};

void seedSystem(std::uint64_t seed);

} // namespace jiujin::simulation
