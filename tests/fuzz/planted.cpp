// A parser with a planted bug: the runner must find it and fail, or it would not find one of ours.
#include <cstddef>
#include <cstdint>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::vector<std::uint8_t> input(data, data + size);
    // Reads one byte beyond the end of "JJ…".
    return size > 2 && input[0] == 'J' && input[1] == 'J' && input.data()[size] == 'x' ? -1 : 0;
}
