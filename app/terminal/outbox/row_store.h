// The rows of the outbox, each with its own authenticator: SQLite's checks notice one damaged page
// in sixty. The authenticator is an HMAC keyed by the device key, not the packet's own signature:
// it covers what the signature does not (receipt, state, counter), and costs microseconds.
#pragma once

#include "app/terminal/outbox/notary.h"
#include "app/terminal/outbox/totals.h"

#include <optional>
#include <set>

namespace jiujin::outbox {

// The row that must never go back. packet, number, lookup: the one open reservation, or empty.
struct ChainRow {
    std::int64_t counter = 0;
    std::string head; // digest of the last receipt's claims
    std::string packet, number, lookup;
};

struct PacketRow {
    std::int64_t counter = 0;
    std::string id, number;
    std::string header;     // digest of the header's JSON, as acknowledgements bind it
    std::string content;    // digests of what the visit handed over, number of blobs if any
    std::int64_t taken = 0; // milliseconds since 1970
    std::string grade;
    std::string receipt;
    Bytes packet;
};

// One material of a packet.
struct BlobRow {
    std::int64_t counter = 0, place = 0;
    std::string digest;
    std::int64_t bytes = 0;
};

struct ProgressRow {
    std::int64_t counter = 0;
    State state = State::Queued;
    std::int64_t tries = 0;
    std::string reason; // an error's code
    std::int64_t settled = 0;
    std::int64_t bytes = 0;
};

class RowStore {
public:
    RowStore(const Database& database, const Notary& notary)
        : database_(database), notary_(notary) {}

    // The first row of a new store is made here. StoreDamaged, KeyMismatch (another terminal's or
    // another key's store), CommitFailed.
    Result<ChainRow> chain() const;

    // Everything below gives SQLite's code. SQLITE_NOTFOUND: no such row; SQLITE_CORRUPT: the row
    // is there and damaged.
    int save(const ChainRow& row) const;
    int add(const PacketRow& row) const;
    int add(const BlobRow& row) const;
    int save(const ProgressRow& row) const;
    int packet(std::int64_t counter, PacketRow& out) const;
    int progress(std::int64_t counter, ProgressRow& out) const;
    // In their order; also none.
    int blobs(std::int64_t counter, std::vector<BlobRow>& out) const;
    // Of any packet; SQLITE_CORRUPT when one row is damaged: what it named is not known.
    int blobDigests(std::set<std::string>& out) const;
    // Also when that cannot be told.
    bool namesBlob(std::string_view digest) const;
    int counterOf(std::string_view packetId, std::int64_t& out) const;
    int remove(std::int64_t counter) const;

    // Fewest tries first, then oldest; of packets up to `largest` bytes.
    std::vector<std::int64_t> queued(std::size_t limit, std::size_t largest) const;
    // In a state other than Queued, oldest first.
    std::vector<std::int64_t> settled(State state, std::size_t limit) const;
    // Both included, in any state.
    std::vector<std::int64_t> between(std::int64_t from, std::int64_t upTo) const;
    std::int64_t bytesOf(std::int64_t counter) const;
    // Of its materials; none when that cannot be told.
    std::int64_t blobBytesOf(std::int64_t counter) const;
    // As it stands, authentic or not; nothing when there is no such row.
    std::optional<Weight> weightOf(std::int64_t counter) const;
    struct Waiting {
        std::int64_t counter = 0, taken = 0;
    };
    // The lowest counter from that one on that is queued; with `timed`, of those whose time was
    // known when they were taken.
    std::optional<Waiting> firstQueued(std::int64_t from, bool timed) const;
    // Confirmed packets that were settled before that time.
    std::vector<std::int64_t> confirmedBefore(std::int64_t time) const;
    // The oldest of the confirmed, by counter, as few as weigh that much together.
    std::vector<std::int64_t> oldestConfirmed(std::int64_t bytes) const;
    // Packets whose progress is missing or damaged.
    std::vector<std::int64_t> unclear() const;
    // Whether an undamaged packet has a higher counter than that.
    bool anyBeyond(std::int64_t counter) const;

private:
    const Database& database_;
    const Notary& notary_;
};

} // namespace jiujin::outbox
