// rooms: platform/protocol
// A header that decodes is written again as the very bytes it came in.
#include "platform/protocol/packet.h"
#include "tests/fuzz/edits.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = textOf({data, size});
    if (const auto header = protocol::decodePacketHeader(text))
        fuzz::require(encode(*header) == text);
    if (const auto header = protocol::decodeCoreHeader(text))
        fuzz::require(encode(*header) == text);
    return 0;
}
