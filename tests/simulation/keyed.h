// A keyed hash in the place of signatures and envelopes. Who has the key stands in the hash, so
// that a word of the wrong zone, or a packet of the wrong terminal, is as wrong as it is with CMS.
//   packet   hash of the terminal, a line; the header's JSON, a line; the sealed bytes
//   words    hash of the inner zone, a line; the batch's JSON
#pragma once

#include "app/terminal/outbox/notary.h"
#include "app/terminal/sync/words.h"
#include "platform/server/access/intake.h"
#include "platform/server/casework/examiner.h"

namespace jiujin::simulation {

inline constexpr std::string_view terminalId = "330105-A017";

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

class KeyedWords : public sync::Words {
public:
    std::string terminalId() const override { return std::string(simulation::terminalId); }
    Result<protocol::AcknowledgementBatch> read(std::string_view token) const override;
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

} // namespace jiujin::simulation
