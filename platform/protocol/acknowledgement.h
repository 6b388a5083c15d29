// The inner zone's word on packets: the only thing that counts as delivery. A JWS (ES256, by the
// acknowledgement key) over a batch; each entry binds packet, header, terminal and verdict.
#pragma once

#include "platform/base/clock.h"

#include <vector>

namespace jiujin::protocol {

enum class Verdict {
    Stored,        // "stored": taken now
    DuplicateSame, // "duplicate-same": was here already with the same header
    Conflict,      // "conflict": the packet id is taken by another header; not delivery
    Refused        // "refused": will never be taken; code says why
};

struct Acknowledgement {
    std::string packetId;
    std::string headerDigest; // base64url SHA-256 over the header's JSON bytes
    std::string terminalId;
    Verdict verdict = Verdict::Refused;
    std::string code; // error code such as "JJ-2105" when refused, else empty
    bool operator==(const Acknowledgement&) const = default;
};

struct AcknowledgementBatch {
    WallTime issued;
    std::vector<Acknowledgement> entries; // at most 1,000
    bool operator==(const AcknowledgementBatch&) const = default;
};

std::string_view nameOf(Verdict verdict);
Result<Verdict> verdictFrom(std::string_view name);
std::string encode(const AcknowledgementBatch& batch);
Result<AcknowledgementBatch> decodeAcknowledgements(std::string_view json);

} // namespace jiujin::protocol
