// rooms: platform/protocol
// A header that decodes is written again as the very bytes it came in.
#include "platform/protocol/packet.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    const auto header = protocol::decodePacketHeader(text);
    fuzz::require(!header.ok() || encode(*header) == text);
    const auto core = protocol::decodeCoreHeader(text);
    fuzz::require(!core.ok() || encode(*core) == text);
    fuzz::planted({data, size}, header.ok() || core.ok());
    return 0;
}
