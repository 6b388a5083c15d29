#include "platform/protocol/packet_batch.h"

#include "platform/protocol/packet.h"

namespace jiujin::protocol {

Result<std::vector<ByteView>> splitBatch(ByteView body) {
    constexpr std::size_t prefix = 4;
    std::vector<ByteView> packets;
    while (!body.empty()) {
        if (body.size() < prefix || packets.size() == maxBatchPackets)
            return Error(ErrorCode::PacketMalformed, "the batch is cut off or too long");
        std::size_t length = 0;
        for (const std::uint8_t byte : body.first(prefix))
            length = length << 8U | byte;
        body = body.subspan(prefix);
        if (length > maxPacketBytes)
            return Error(ErrorCode::PacketTooLarge, std::to_string(length) + " bytes");
        if (length == 0 || length > body.size())
            return Error(ErrorCode::PacketMalformed, "a length does not fit the batch");
        packets.push_back(body.first(length));
        body = body.subspan(length);
    }
    if (packets.empty())
        return Error(ErrorCode::PacketMalformed, "the batch is empty");
    return packets;
}

} // namespace jiujin::protocol
