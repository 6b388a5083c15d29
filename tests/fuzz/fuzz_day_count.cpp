// rooms: platform/protocol
// A day's count that decodes is written again as the very bytes it came in.
#include "platform/protocol/day_count.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto count = protocol::decodeDayCount(text);
    if (count.ok()) {
        fuzz::require(encode(*count) == text);
        fuzz::require(count->headReceipt.empty() == (count->headCounter == 0));
    }
    fuzz::planted({data, size}, count.ok(), 1);
    return 0;
}
