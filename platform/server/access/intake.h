// The open zone's check of a packet: outer signature, and that it comes from the terminal that made
// it. It can do no more, and needs no more.
#pragma once

#include "platform/seal/packet_signature.h"
#include "platform/server/store/store.h"

namespace jiujin::server {

class Intake {
public:
    virtual ~Intake() = default;

    // The packet as a letter to the inner zone. As verifyPacket(); TerminalUnknown when the
    // packet's terminal is not the peer.
    virtual Result<NewLetter> check(ByteView packet, const std::string& peer) const = 0;
};

class PacketIntake : public Intake {
public:
    // The clock must outlive the intake.
    PacketIntake(seal::Certificate root, const Clock& clock)
        : PacketIntake(std::make_shared<const seal::PacketVerifier>(std::move(root)), clock) {}
    PacketIntake(std::shared_ptr<const seal::PacketVerifier> verifier, const Clock& clock)
        : verifier_(std::move(verifier)), clock_(clock) {}

    Result<NewLetter> check(ByteView packet, const std::string& peer) const override;

private:
    const std::shared_ptr<const seal::PacketVerifier> verifier_;
    const Clock& clock_;
};

} // namespace jiujin::server
