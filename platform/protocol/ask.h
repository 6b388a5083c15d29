// Asks: the online half of a visit. A request is sealed to the inner zone; terminal and open zone
// carry it and read nothing of it, nor of the answer, which is sealed to a key that the asker made
// for this one ask.
//
//   ask      = Ask as JSON, in the clear: which ask, from where, until when, and the sealed request
//   sealed   = CMS AuthEnvelopedData (RFC 5083) of AskRequest, to the inner zone's seal certificate
//   reply    = AskReply as JSON: which ask, and the sealed answer
//   sealed   = CMS AuthEnvelopedData, to the one-time key, of a compact JWS by the acknowledgement
//              key over AskAnswer
//
// An ask carries no signature of the terminal: the TLS certificate names it to the open zone, an
// answer opens for nobody but the asker, and what an ask may see rests on what is sealed in it (a
// lookup code, evidence of identity), never on who carried it. So portals and phones can ask by the
// same message. A taken-over open zone can spend the limits of terminals it names; it could as well
// have dropped their asks.
//
// Request and answer are padded to classes of size, so that their length tells neither what was
// asked nor whether anything was found.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"
#include "platform/base/secret.h"

#include <vector>

namespace jiujin::protocol {

// Sealed requests and answers beyond these are refused before they are parsed.
inline constexpr std::size_t maxSealedRequest = 10UL * 1024;
inline constexpr std::size_t maxSealedAnswer = 98UL * 1024;

// What the asker hands to the terminal beside the sealed request.
struct AskHead {
    std::string askId; // UUID version 7
    WallTime deadline;
    bool operator==(const AskHead&) const = default;
};

struct Ask {
    AskHead head;
    std::string terminalId; // filled in by the terminal
    Bytes sealed;
    bool operator==(const Ask&) const = default;
};

struct AskReply {
    std::string askId;
    Bytes sealed;
    bool operator==(const AskReply&) const = default;
};

enum class AskKind {
    CaseState, // "case-state": number and lookup code of the receipt
    MyCases    // "my-cases": every case of a person, with evidence of L2
};

struct Assurance {
    std::string level = "L1"; // "L1", "L2", "L3"
    Secret evidence;          // with L2 and L3: IdentityEvidence as JWS by the witness; else empty
};

struct AskRequest {
    AskHead head; // repeats the clear one; the opener compares
    AskKind kind = AskKind::CaseState;
    Assurance assurance;
    std::string nonce;    // base64url of 16 random bytes; the answer repeats it
    std::string replyKey; // base64url of the one-time key's SubjectPublicKeyInfo (P-256, DER)
    // With CaseState, else empty.
    std::string caseNumber;
    Secret lookupCode;
};

// Who the asker is, in the word of a witness: a service with a certificate of role Witness that the
// inner zone is told to believe. By which means it knows:
//   "card-pin"  the person's card was read and its PIN was right             L2
//   "phone"     the person confirmed this very ask on a phone known as theirs L2
//   "staff"     a member of staff saw person and card together                L3
// A card that was only read is L1 and no evidence: who found or took it could read it too. The word
// is good for one ask: it names the digest of the request in which it stands.
struct IdentityEvidence {
    std::string level, means;
    Secret person;         // number of the identity document
    std::string askDigest; // digestOf() the request
    WallTime until;
};

// What a citizen may see of a case. Nothing personal, and not which matter it is.
struct CaseState {
    std::string number;
    std::string state; // a name, "checking"; all of them stand in README.md
    std::string code;  // why it is "refused", "recalled" or in "correction", or empty
    WallTime taken;
    std::string due;              // YYYY-MM-DD of what comes next, or empty
    std::string stateZh, stateEn; // in plain words
    std::string nextZh, nextEn;   // what the citizen can do, or wait for
    bool operator==(const CaseState&) const = default;
};

struct AskAnswer {
    std::string askId, nonce; // of the request
    WallTime given;
    std::string code;             // why there is nothing to tell: "JJ-2409"; else empty
    std::vector<CaseState> cases; // one with CaseState; at most 50, the newest first, with MyCases
    bool operator==(const AskAnswer&) const = default;
};

std::string_view nameOf(AskKind kind);

// What evidence is bound to: base64url SHA-256 of the request as it stands with empty evidence. Its
// own evidence is not looked at.
std::string digestOf(const AskRequest& request);

// One spelling each: fixed order of keys, no white space; AskMalformed for anything else.
std::string encode(const AskHead& head);
Result<AskHead> decodeAskHead(std::string_view json);
std::string encode(const Ask& ask);
Result<Ask> decodeAsk(std::string_view json);
std::string encode(const AskReply& reply);
Result<AskReply> decodeAskReply(std::string_view json);
Secret encode(const AskRequest& request);
Result<AskRequest> decodeAskRequest(std::string_view json);
Secret encode(const IdentityEvidence& evidence);
Result<IdentityEvidence> decodeIdentityEvidence(std::string_view json);
Secret encode(const AskAnswer& answer);
Result<AskAnswer> decodeAskAnswer(std::string_view json);

} // namespace jiujin::protocol
