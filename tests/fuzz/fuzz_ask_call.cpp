// rooms: platform/base platform/protocol
// What passes over the control socket for an ask: a line that is taken for a call is that call's
// one spelling, and a result is a sealed answer or a known code.
#include "app/link/ask_call.cpp" // the fuzz build has none of the terminal's rooms
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view line = textOf({data, size});
    const auto call = link::askCallFrom(line);
    if (call)
        fuzz::require(link::encode(*call) == line);
    const auto result = link::decodeAskResult(line);
    const auto again = link::decodeAskResult(link::encodeAskResult(result));
    fuzz::require(result.ok() == again.ok());
    fuzz::require(result.ok() ? *again == *result : again.error().code == result.error().code);
    fuzz::planted({data, size}, call || result.ok());
    return 0;
}
