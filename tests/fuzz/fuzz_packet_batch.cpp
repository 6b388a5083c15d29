// rooms: platform/protocol
// A batch that splits gives pieces that fill it again exactly.
#include "platform/protocol/packet_batch.h"
#include "tests/fuzz/edits.h"
#include "tests/fuzz/planted.h"

using namespace jiujin;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto packets = protocol::splitBatch({data, size});
    if (!packets.ok())
        return 0;
    std::size_t total = 0;
    for (const ByteView packet : *packets) {
        total += 4 + packet.size();
        fuzz::require(!packet.empty() && packet.data() + packet.size() <= data + size);
    }
    fuzz::require(total == size && packets->size() <= protocol::maxBatchPackets);
    fuzz::planted({data, size}, packets->size() > 1);
    return 0;
}
