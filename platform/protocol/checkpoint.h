// The inner zone's word on what it holds of one terminal: a JWS (ES256, by the acknowledgement key)
// over a count and a Merkle root. A terminal deletes nothing of what was delivered before its own
// count and root say the same; where they differ, it asks for halves until the case has a name.
// It signs the head of the terminal's chain of receipts too: a receipt that does not lead there, or
// from there on, is unconfirmed.
#pragma once

#include "platform/base/clock.h"

#include <vector>

namespace jiujin::protocol {

struct Checkpoint {
    std::string terminalId;
    // Terminal counters, both included; from 1. At most checkpointSpan of them.
    std::uint64_t from = 1, upTo = 1;
    std::uint64_t count = 0; // of packets stored in this range
    std::string root;        // base64url SHA-256: checkpointRoot()
    std::string nonce;       // 22 to 43 base64url characters of whoever asked: no old word passes
    WallTime issued;
    // The last receipt, as far as each extends the one before; 0 and empty while there is none.
    std::uint64_t headCounter = 0;
    std::string headReceipt = {}; // digest of its claims
    bool suspended = false;       // a counter or a place in the chain came twice: nothing is taken
    bool operator==(const Checkpoint&) const = default;
};

inline constexpr std::uint64_t checkpointSpan = 1000;

struct CheckpointLeaf {
    std::uint64_t counter = 0;
    std::string headerDigest; // as in acknowledgements
    bool operator==(const CheckpointLeaf&) const = default;
};

// The Merkle tree hash of RFC 9162 section 2.1.1 over the leaves, which stand in the order of their
// counters; a leaf's entry is the counter in 8 bytes, big-endian, then the digest's 43 characters.
std::string checkpointRoot(const std::vector<CheckpointLeaf>& leaves);

bool isCheckpointNonce(std::string_view text);

std::string encode(const Checkpoint& checkpoint);
// Refuses what encode would not have written: TokenMalformed.
Result<Checkpoint> decodeCheckpoint(std::string_view json);

} // namespace jiujin::protocol
