// rooms: platform/protocol
// A checkpoint that decodes is written again as the very bytes it came in, and is about a range
// that a terminal can hold against its own rows.
#include "platform/protocol/checkpoint.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto checkpoint = protocol::decodeCheckpoint(text);
    if (checkpoint.ok()) {
        fuzz::require(encode(*checkpoint) == text);
        fuzz::require(checkpoint->from >= 1 && checkpoint->upTo >= checkpoint->from);
        fuzz::require(checkpoint->upTo - checkpoint->from < protocol::checkpointSpan);
        fuzz::require(checkpoint->count <= checkpoint->upTo - checkpoint->from + 1);
    }
    fuzz::planted({data, size}, checkpoint.ok(), 1);
    return 0;
}
