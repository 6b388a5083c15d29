// The receipt (收件凭证). Its claims, signed as a compact JWS (RFC 7515, ES256) by the terminal's
// key, stand in the QR code. It says: this terminal took a sealed packet with this digest, at this
// time. Never more than that.
#pragma once

#include "platform/base/clock.h"

namespace jiujin::protocol {

struct ReceiptClaims {
    std::string terminalId;
    std::uint64_t counter = 0;
    std::string caseNumber;
    std::string packetId;
    std::string sealedDigest; // base64url SHA-256, as in the packet's header
    // Receipt digest of the last receipt given before, empty for the terminal's first. A number
    // that was reserved and never used gives none, so it need not be that of counter - 1.
    std::string previous;
    std::string lookupCode; // 80 random bits, 16 characters of Crockford's base32
    GradedTime taken;
    bool operator==(const ReceiptClaims& other) const;
};

// The platform's word for a terminal's key: "credential". Signed as JWS by the credential key;
// carried in the receipt so that anyone verifies offline with nothing but the pinned credential
// key.
struct TerminalCredential {
    std::string terminalId;
    std::string publicKey; // base64url of the SubjectPublicKeyInfo, DER
    WallTime from, until;
};

// Claims are JSON with short keys, for the size of the code: the table stands in receipt.cpp and
// README of this room. Decoding refuses what encoding would not have written (TokenMalformed).
std::string encode(const ReceiptClaims& claims);
Result<ReceiptClaims> decodeReceiptClaims(std::string_view json);
std::string encode(const TerminalCredential& credential);
Result<TerminalCredential> decodeTerminalCredential(std::string_view json);

// What the QR holds: "JJ1." receiptJws "." credentialJws  (each JWS has three parts, so six parts
// in all).
std::string joinReceiptCode(std::string_view receiptJws, std::string_view credentialJws);
struct ReceiptCode {
    std::string receiptJws, credentialJws;
};
Result<ReceiptCode> splitReceiptCode(std::string_view text);

} // namespace jiujin::protocol
