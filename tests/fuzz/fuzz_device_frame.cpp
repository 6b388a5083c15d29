// A frame that a driver host sends to a visit, before QtRemoteObjects sees it. The first byte
// chooses the class.
// rooms: platform/base
#include "drivers/contract/device_frames.cpp" // the fuzz build has no Qt, and so none of this room
#include "tests/fuzz/planted.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using jiujin::drivers::classes;
    if (size == 0)
        return 0;
    const std::string_view name = classes[data[0] % classes.size()].name;
    const jiujin::ByteView body(data + 1, size - 1);
    const bool known = jiujin::drivers::deviceMaySend(name, body);
    // A known frame is known to its end: one byte less is another.
    if (known && !body.empty() && jiujin::drivers::deviceMaySend(name, body.first(size - 2)))
        std::abort();
    jiujin::fuzz::planted({data, size}, known);
    return 0;
}
