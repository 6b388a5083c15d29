// rooms: platform/protocol
// A list of test cards that decodes is written again as the very bytes it came in.
#include "platform/protocol/test_cards.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto list = protocol::decodeTestCards(text);
    if (list.ok()) {
        fuzz::require(encode(*list) == text);
        fuzz::require(!list->digests.empty() && list->digests.size() <= protocol::maxTestCards);
        fuzz::require(list->issued < list->until);
    }
    fuzz::planted({data, size}, list.ok());
    return 0;
}
