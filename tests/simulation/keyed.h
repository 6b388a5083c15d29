// A keyed hash in the place of signatures and envelopes. Who has the key stands in the hash, so
// that a word of the wrong zone, or a packet of the wrong terminal, is as wrong as it is with CMS.
//   packet      hash of the terminal, a line; the header's JSON, a line; the sealed bytes
//   words       hash of the inner zone, a line; the batch's or the checkpoint's JSON
//   bad packet  its sealed bytes begin with an exclamation mark
#pragma once

#include "tests/simulation/parties.h"

namespace jiujin::simulation {

std::string keyedHash(std::string_view key, ByteView bytes);

class KeyedNotary : public outbox::Notary {
public:
    std::string terminalId() const override { return std::string(simulation::terminalId); }
    std::string keyId() const override { return "key-1"; }
    std::string digest(ByteView bytes) const override { return keyedHash({}, bytes); }
    Bytes authenticator(ByteView row) const override;
    Result<std::string> receiptCode(const protocol::ReceiptClaims& claims) const override;
    Result<Bytes> signPacket(const protocol::PacketHeader& header, ByteView sealed) const override;
};

class KeyedWords : public sync::Words, public sync::CheckpointWords {
public:
    std::string terminalId() const override { return std::string(simulation::terminalId); }
    Result<protocol::AcknowledgementBatch> read(std::string_view token) const override;
    Result<protocol::Checkpoint> readCheckpoint(std::string_view token) const override;
};

class KeyedIntake : public server::Intake {
public:
    explicit KeyedIntake(const Clock& clock) : clock_(clock) {}
    Result<server::NewLetter> check(ByteView packet, const std::string& peer) const override;

private:
    const Clock& clock_;
};

class KeyedExaminer : public server::Examiner {
public:
    explicit KeyedExaminer(const Clock& clock) : clock_(clock) {}
    Result<server::Examined> examine(const Bytes& packet, WallTime received) const override;
    Result<std::string> sign(std::vector<protocol::Acknowledgement> entries) const override;

private:
    const Clock& clock_;
};

// Every material opens: what is altered on the way has another digest.
class KeyedBlobChecker : public server::BlobChecker {
public:
    std::unique_ptr<server::BlobCheck> beginCheck() const override;
};

} // namespace jiujin::simulation
