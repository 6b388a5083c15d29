// The durable queue of sealed packets, and the terminal's counter and chain of receipts, which must
// move in one transaction with it. Safe to call from several threads.
//
// A full disk or a failed commit closes the outbox: nothing is taken and no receipt is given, while
// what is queued still drains. A full disk heals when room is back; a failed commit needs a
// restart.
#pragma once

#include "app/terminal/outbox/ballast.h"
#include "app/terminal/outbox/row_store.h"
#include "app/terminal/outbox/voids.h"

#include <mutex>
#include <set>

namespace jiujin::outbox {

struct OutboxSettings {
    std::filesystem::path folder; // made 0700 when missing
    std::uint64_t ballastBytes = 16UL * 1024 * 1024;
    // Acknowledged packets stay, sealed, for a platform that was restored from an older backup.
    std::chrono::hours retention = std::chrono::hours(24 * 30);
    std::uint64_t retainedBytes = 512UL * 1024 * 1024;
};

struct Reservation {
    std::string packetId, terminalId;
    std::uint64_t counter = 0;
    std::string caseNumber, lookupCode;
};

struct StoredReceipt {
    std::string caseNumber;
    std::string code; // for the QR: protocol/receipt.h
    WallTime taken;
    ClockGrade grade = ClockGrade::Unknown;
    bool operator==(const StoredReceipt&) const = default;
};

struct QueuedPacket {
    std::string packetId;
    std::string headerDigest; // base64url SHA-256 over the header's JSON
    Bytes packet;
};

struct QueueCount {
    std::int64_t queued = 0, delivered = 0, quarantined = 0, damaged = 0;
    std::chrono::seconds oldest{0}; // age of the oldest queued packet
};

class Outbox {
public:
    // StoreOpen, StoreTooNew, StoreDamaged, KeyMismatch.
    static Result<std::unique_ptr<Outbox>> open(const OutboxSettings& settings,
                                                const Notary& notary, const Clock& clock);

    // Numbers that no one ever gets again. One reservation is open at a time: a new one voids the
    // one before, so that receipts stand in the chain in the order of their counters.
    Result<Reservation> reserve();

    // coreHeader: protocol/packet.h, JSON. The receipt is made and given only with the packet on
    // the disk. A repeated put gives the same receipt; another content under a packet id, or one
    // without its reservation: ReservationMismatch. PacketTooLarge, PacketMalformed, DiskFull,
    // CommitFailed.
    Result<StoredReceipt> put(ByteView coreHeader, ByteView sealed);

    // The next to send: at most `limit` and, but for the first, `maxBytes`; none larger than
    // `largest`. Damaged rows are set aside (StoreDamaged) and the others go on.
    std::vector<QueuedPacket> next(std::size_t limit, std::size_t maxBytes,
                                   std::size_t largest = protocol::maxPacketBytes);
    // The platform's word is in: one transaction for all.
    Result<void> done(const std::vector<std::string>& packetIds);
    // They go behind the others: one transaction for all.
    Result<void> retryLater(const std::vector<std::string>& packetIds, ErrorCode reason);
    // Kept, not sent again.
    Result<void> quarantine(const std::string& packetId, ErrorCode reason);
    QueueCount count();

    // Deletes what has been kept long enough, and opens again after a full disk when there is room.
    void tend();
    // Why nothing is taken; empty when it is.
    std::optional<ErrorCode> closed();

private:
    Outbox(const OutboxSettings& settings, const Notary& notary, const Clock& clock);
    Result<void> start();
    Result<void> applyVoids();
    Error closeFor(int sqliteCode, const char* during);
    Result<std::optional<StoredReceipt>> earlier(std::string_view packetId,
                                                 std::string_view content);
    Result<StoredReceipt> store(const protocol::CoreHeader& core, std::string content,
                                std::string sealedDigest, ByteView sealed);
    int commitPacket(const PacketRow& packet, const ChainRow& chain);
    Result<void> settle(const std::vector<std::string>& packetIds, State state, ErrorCode reason);
    Result<void> changeAll(const std::vector<ProgressRow>& rows);
    void setAside(std::int64_t counter);
    std::vector<std::int64_t> expired() const;
    int clear(const std::vector<std::int64_t>& counters);
    std::int64_t now() const;

    const OutboxSettings settings_;
    const Notary& notary_;
    const Clock& clock_;
    const Ballast ballast_;
    const Voids voids_;
    std::mutex mutex_;
    Database database_;
    RowStore rows_;
    ChainRow chain_;
    std::set<std::int64_t> skipped_; // void, or damaged and could not even be marked
    std::optional<ErrorCode> closed_;
};

} // namespace jiujin::outbox
