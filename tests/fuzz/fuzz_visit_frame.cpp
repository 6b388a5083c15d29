// A frame that a visit sends to jiujin-terminal, before QtRemoteObjects sees it.
// rooms: platform/base
#include "app/link/visit_frames.cpp" // the fuzz build has no Qt, and so none of the terminal's rooms
#include "tests/fuzz/planted.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const jiujin::ByteView body(data, size);
    // A known frame is known to its end: one byte less is another.
    if (size > 0 && jiujin::link::visitMaySend(body) &&
        jiujin::link::visitMaySend(body.first(size - 1)))
        std::abort();
    jiujin::fuzz::planted(body, jiujin::link::visitMaySend(body));
    return 0;
}
