// The inner zone: the only place that holds the key that opens, and the key whose word is delivery.
#pragma once

#include "platform/protocol/case_document.h"
#include "platform/protocol/day_count.h"
#include "platform/seal/packet_signature.h"
#include "platform/seal/revocations.h"
#include "platform/server/casework/blob_check.h"
#include "platform/server/casework/examiner.h"
#include "platform/server/casework/rulebook.h"

namespace jiujin::server {

struct KeyPair {
    seal::Certificate certificate;
    seal::PrivateKey key;
};

struct InnerKeys {
    KeyPair seal, acknowledge;
    seal::Certificate root;
    seal::Revocations revoked{};
};

class InnerZone : public Examiner, public BlobChecker {
public:
    // The clock must outlive the zone. Without a verifier of the process it has one of its own.
    InnerZone(InnerKeys keys, Rulebook rules, const Clock& clock,
              std::shared_ptr<const seal::PacketVerifier> verifier = nullptr);

    // Verifies the outer signature itself: the open zone is not believed.
    Result<Examined> examine(const Bytes& packet, WallTime received) const override;

    // The case as it was filed, opened again from the packet that the store holds.
    Result<protocol::CaseBody> open(const TakenPacket& packet) const;
    // For the rest of this room.
    const InnerKeys& keys() const { return keys_; }
    const Rulebook& rules() const { return rules_; }

    std::unique_ptr<BlobCheck> beginCheck() const override;

    Result<std::string> sign(std::vector<protocol::Acknowledgement> entries) const override;
    // A JWS by the same key, or PlatformClock. Call it only with what is committed.
    Result<std::string> signCheckpoint(const protocol::Checkpoint& checkpoint) const;
    Result<std::string> signDay(const protocol::DayCount& count) const;
    // What this zone signed. TokenSignature, TokenMalformed.
    Result<protocol::DayCount> readDay(const std::string& token) const;

private:
    Result<std::string> signWord(const std::string& json) const;
    Result<protocol::CaseBody> unseal(const seal::VerifiedPacket& verified) const;

    InnerKeys keys_;
    std::shared_ptr<const seal::PacketVerifier> verifier_;
    Rulebook rules_;
    const Clock& clock_;
};

} // namespace jiujin::server
