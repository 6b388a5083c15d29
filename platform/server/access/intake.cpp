#include "platform/server/access/intake.h"

#include "platform/protocol/blob.h"
#include "platform/seal/envelope.h"

namespace jiujin::server {

Result<NewLetter> PacketIntake::check(ByteView packet, const std::string& peer) const {
    const WallTime now = clock_.wall().time;
    JIUJIN_TRY_ASSIGN(const auto verified, verifier_->verify(packet, now));
    const auto& core = verified.header.core;
    if (core.terminalId != peer)
        return Error(ErrorCode::TerminalUnknown,
                     "a packet of " + core.terminalId + " from " + peer);
    // One that could never be whole would keep its letter here for ever.
    for (const protocol::BlobReference& blob : core.blobs)
        if (blob.bytes == 0 || blob.bytes > protocol::maxBlobBytes)
            return Error(ErrorCode::PacketMalformed, "a blob of " + std::to_string(blob.bytes));
    return NewLetter{std::string(protocol::packetLetter),
                     core.packetId + ':' + seal::digestOf(viewOf(verified.headerJson)),
                     core.terminalId,
                     now,
                     Bytes(packet.begin(), packet.end()),
                     core.blobs};
}

} // namespace jiujin::server
