// The body of the platform's answer to POST /v1/packets, as the terminal reads it.
// rooms: platform/base platform/formats platform/protocol
#include "app/terminal/sync/wire.cpp" // the fuzz build has no Qt, and so none of the terminal's rooms

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto found = jiujin::sync::acknowledgementsIn(jiujin::textOf({data, size}));
    // What is found was in the text: an answer cannot be longer than what came in.
    std::size_t total = 0;
    for (const std::string& token : found ? *found : std::vector<std::string>())
        total += token.size();
    if (total > size)
        std::abort();
    return 0;
}
