// The packet that carries a case from terminal to centre (design: "Packet").
//
//   packet   = CMS SignedData (RFC 5652) by the terminal, content = DER SEQUENCE { header OCTET
//   STRING, sealed OCTET STRING } header   = PacketHeader as JSON, in the clear: nothing personal,
//   no matter code sealed   = CMS AuthEnvelopedData (RFC 5083) of a CaseDocument (case_document.h)
//
// Identity of a packet is packetId; never a hash of packet bytes.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace jiujin::protocol {

inline constexpr int packetSchema = 1;
// Suite 1: P-256, ECDH with SHA-256 KDF, AES-256 key wrap, AES-256-GCM, ECDSA with SHA-256.
inline constexpr int suiteNist = 1;
// Anything larger is refused before it is parsed.
inline constexpr std::size_t maxPacketBytes = 32UL * 1024 * 1024;

struct BlobReference {
    std::string digest; // base64url of SHA-256 over the sealed blob
    std::uint64_t bytes = 0;
    bool operator==(const BlobReference&) const = default;
};

// What the visit fixes before it seals; repeated inside the sealed document, where the opener
// compares.
struct CoreHeader {
    std::string packetId;   // UUID version 7
    std::string terminalId; // as in the terminal's certificate, common name
    std::uint64_t counter = 0;
    std::string caseNumber; // formats/case_number.h
    int schema = packetSchema;
    int suite = suiteNist;
    std::vector<std::string>
        recipientKeyIds;    // hex SHA-256 of SubjectPublicKeyInfo: active, then escrow
    std::string bodyDigest; // base64url of SHA-256 over salt and body bytes
    std::vector<BlobReference> blobs;
    bool operator==(const CoreHeader&) const = default;
};

// Where the receipt of a packet stands among the terminal's, as its claims say (receipt.h).
struct ReceiptPlace {
    std::string before; // digest of the receipt given before, empty for the terminal's first
    GradedTime taken;
    bool operator==(const ReceiptPlace& other) const {
        return before == other.before && taken.time == other.taken.time &&
               taken.grade == other.taken.grade;
    }
};

// What the terminal adds when it takes the sealed bytes.
struct PacketHeader {
    CoreHeader core;
    std::string sealedDigest;  // base64url of SHA-256 over the sealed bytes
    std::string receiptDigest; // base64url of SHA-256 over the receipt's claims
    // Missing in packets of terminals of the first release.
    std::optional<ReceiptPlace> place = {};
    bool operator==(const PacketHeader&) const = default;
};

// One spelling each: fixed order of keys, no white space. Decoding refuses unknown keys, missing
// keys, wrong types, more than 8 KiB (PacketMalformed).
std::string encode(const CoreHeader& header);
std::string encode(const PacketHeader& header);
Result<CoreHeader> decodeCoreHeader(std::string_view json);
Result<PacketHeader> decodePacketHeader(std::string_view json);

} // namespace jiujin::protocol
