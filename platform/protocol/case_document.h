// What is sealed: a repeat of the core header, a salt, and the case itself. Read by the inner zone
// only.
#pragma once

#include "platform/base/clock.h"
#include "platform/base/secret.h"
#include "platform/protocol/packet.h"

#include <map>

namespace jiujin::protocol {

// Field id -> text as typed or read; a choice is its code, a date YYYY-MM-DD. Of a group that
// repeats "group.row.field". Each kind's spelling: matter/form.h.
using Answers = std::map<std::string, Secret>;

// Where an answer came from: read from the card, taken from a verified e-certificate or from an
// earlier matter of the same bundle, typed by the citizen or by who helps or files for another,
// computed from other answers.
enum class Source { Card, Certificate, Bundle, Citizen, Helper, Computed };
// "card", "certificate", "bundle", "citizen", "helper", "computed"
std::string_view nameOf(Source source);

struct CardFacts {
    std::string kind; // "resident", "hkmt", "foreign2017", "foreign2023"
    Secret name, number, sex, nation, birth, address, issuer, validFrom, validUntil;
};

struct MaterialState {
    std::string id;
    std::string way;     // "held", "waived", "commit", "later", "scan", "bring": matter/materials.h
    std::string dueDate; // YYYY-MM-DD for "later" when it was computable, else empty
    std::string textDigest; // of the commitment's text for "commit", else empty
    bool operator==(const MaterialState&) const = default;
};

struct Signature {
    std::string shownDigest; // base64url SHA-256 of the document text the citizen was shown
    Secret strokes;          // "x,y x,y;x,y …" in 1/1000 of the pad's width
};

struct CaseBody {
    std::string lookupCode;
    std::string matterCode, matterVersion;
    std::string assurance = "L1";
    std::string language; // "zh_CN" or "en"
    std::string consentVersion;
    // Of the catalogue by which it was filed (catalogue::snapshotId); empty: the one built in, or a
    // terminal that knew no other.
    std::string snapshot = {};
    GradedTime filed;
    CardFacts applicant;
    Answers answers;
    std::map<std::string, Source> provenance;
    std::vector<MaterialState> materials;
    Signature signature;
};

struct CaseDocument {
    CoreHeader header;
    CaseBody body;
};

// The body alone, as bytes that the digest is taken over.
Secret encode(const CaseBody& body);
// The whole document; `salt` is 32 random bytes, and the header's bodyDigest must be that of salt
// and body.
Secret encodeDocument(const CoreHeader& header, const Secret& bodyJson, ByteView salt);
// Checks size (8 MiB), depth (8), UTF-8, keys and types, and that bodyDigest fits.
// DocumentMalformed, DocumentTooDeep, HeaderMismatch.
Result<CaseDocument> decodeDocument(std::string_view json);
// base64url SHA-256 over salt, then body: for the core header.
std::string bodyDigest(ByteView salt, const Secret& bodyJson);

} // namespace jiujin::protocol
