#include "tests/simulation/seeded.h"

#include <sys/random.h>

namespace {
std::mt19937_64 source;
}

// Instead of the C library's: the program's own symbol comes first.
extern "C" ssize_t getrandom(void* to, size_t size, unsigned) noexcept {
    auto* bytes = static_cast<unsigned char*>(to);
    for (size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<unsigned char>(source());
    return static_cast<ssize_t>(size);
}

namespace jiujin::simulation {

void seedSystem(std::uint64_t seed) {
    source.seed(seed);
}

} // namespace jiujin::simulation
