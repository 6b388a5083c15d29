// Both ends of an ask: what the asker seals and opens, and what the inner zone opens and seals.
// The formats stand in platform/protocol/ask.h.
#pragma once

#include "platform/protocol/ask.h"
#include "platform/seal/certificate.h"

#include <functional>

namespace jiujin::seal {

struct Question {
    protocol::AskKind kind = protocol::AskKind::CaseState;
    protocol::Assurance assurance;
    std::string caseNumber;
    Secret lookupCode;
};

// The asker's side of one ask. The key dies with it; whoever keeps it longer can read the answer.
struct PreparedAsk {
    protocol::AskHead head;
    Bytes sealed;
    std::string nonce;
    PrivateKey key;
    SteadyTime until; // the deadline on a clock that does not jump
};

// Gives the evidence (IdentityEvidence as JWS) for the request of this digest.
using Witness = std::function<Result<Secret>(const std::string& askDigest)>;

// Sealed to the inner zone's certificate alone, which the caller has verified: an ask is not worth
// keeping, so it is not sealed to the escrow key. `patience` from now is the deadline. A witness is
// asked when there is one; its evidence replaces the question's. SealFailed, CryptoFailed, and the
// witness's errors.
Result<PreparedAsk> prepareAsk(const Question& question, const Certificate& innerZone,
                               const Clock& clock, std::chrono::milliseconds patience,
                               const Witness& witness = {});

// The inner zone's side. EnvelopeDamaged, AskMalformed; AskMismatch when the sealed head is not the
// clear one.
Result<protocol::AskRequest> openAsk(const protocol::AskHead& head, ByteView sealed,
                                     const Certificate& innerZone, const PrivateKey& key);

// Signed by the acknowledgement key, then sealed to the request's one-time key.
Result<Bytes> sealAnswer(const protocol::AskAnswer& answer, const protocol::AskRequest& request,
                         const Certificate& acknowledge, const PrivateKey& acknowledgeKey);

// `acknowledge` is the certificate that the caller has verified. AskMismatch: the reply, the answer
// in it or its nonce belongs to another ask. AskForged: it does not open, is not signed by that
// key, or is no answer. AskLate: now is after the deadline.
Result<protocol::AskAnswer> openAnswer(const PreparedAsk& ask, const protocol::AskReply& reply,
                                       const Certificate& acknowledge, SteadyTime now);

} // namespace jiujin::seal
