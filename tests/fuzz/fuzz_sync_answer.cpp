// The bodies of the platform's answers to POST /v1/packets and GET /v1/acks, as the terminal reads
// them.
// rooms: platform/base platform/formats platform/protocol
#include "app/terminal/sync/wire.cpp" // the fuzz build has no Qt, and so none of the terminal's rooms
#include "tests/fuzz/planted.h"

#include <cstdlib>

namespace {

// What is found was in the text: an answer cannot be longer than what came in.
void mustFit(const std::vector<std::string>& tokens, std::size_t size) {
    std::size_t total = 0;
    for (const std::string& token : tokens)
        total += token.size();
    if (total > size)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = jiujin::textOf({data, size});
    if (const auto taken = jiujin::sync::takenIn(text)) {
        mustFit(taken->words, size);
        if (taken->rejected.size() > size)
            std::abort();
    }
    const auto words = jiujin::sync::wordsIn(text);
    if (words) {
        mustFit(words->words, size);
        if (words->next < 0)
            std::abort();
    }
    const auto code = jiujin::sync::codeIn(text);
    const auto checkpoint = jiujin::sync::checkpointIn(text);
    if (checkpoint)
        mustFit({*checkpoint}, size);
    jiujin::fuzz::planted({data, size}, words.ok() || code || checkpoint.ok(), 1);
    return 0;
}
