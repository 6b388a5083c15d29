// rooms: platform/base
// What is read as a trace id goes into log lines: it must be nothing but 32 hex digits of the
// input.
#include "platform/base/bytes.h"
#include "platform/base/trace.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto id = traceIdFrom(text);
    if (!id)
        return 0;
    fuzz::require(id->size() == 32 && text.substr(3, 32) == *id);
    fuzz::require(id->find_first_not_of("0123456789abcdef") == std::string::npos);
    fuzz::require(traceIdFrom(traceparentOf(*id)) == id);
    fuzz::planted({data, size}, true);
    return 0;
}
