// The durable queue of sealed packets, and the terminal's counter and chain of receipts, which must
// move in one transaction with it. Safe to call from several threads.
//
// A limit, a full disk or a failed commit closes the outbox: nothing is taken and no receipt is
// given, while what is queued still drains. A limit and a full disk heal when room is back; a
// failed commit needs a restart.
//
// What was delivered stays until a checkpoint of the platform has confirmed it and its time is
// over.
#pragma once

#include "app/terminal/outbox/ballast.h"
#include "app/terminal/outbox/values.h"
#include "app/terminal/outbox/voids.h"
#include "platform/protocol/checkpoint.h"

#include <mutex>
#include <set>

namespace jiujin::outbox {

class Outbox {
public:
    // StoreOpen, StoreTooNew, StoreDamaged, KeyMismatch.
    static Result<std::unique_ptr<Outbox>> open(const OutboxSettings& settings,
                                                const Notary& notary, const Clock& clock);

    // Numbers that no one ever gets again. One reservation is open at a time: a new one voids the
    // one before, so that receipts stand in the chain in the order of their counters. QueueFull,
    // DiskFull, CommitFailed; what was reserved is taken, whatever limit is reached after.
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

    // Deletes what is confirmed and has been kept long enough, and opens again after a full disk
    // when there is room.
    void tend();
    // Why no new visit should begin to file; empty when it may.
    std::optional<ErrorCode> closed();

    // For staff. What is not delivered, in the order of sending, then what was set aside; or what
    // was delivered and is still held.
    std::vector<QueueItem> items(bool delivered, std::size_t limit);
    // By packet id or case number. NotFound.
    Result<QueueItem> item(std::string_view name);
    // To the front again, from the quarantine too; without a name, all. How many were changed.
    // NotFound; StoreDamaged: damaged rows cannot be sent.
    Result<std::int64_t> retry(std::string_view name);
    Result<std::int64_t> retryAll();
    // Delivered packets are queued once more; others stay as they are. How many were changed.
    Result<std::int64_t> recall(CounterRange counters);

    // The ranges to ask the platform's checkpoints for: runs of what was delivered; with `all`, of
    // what was confirmed before too.
    std::vector<CounterRange> reconcilable(bool all);
    // Verified by the caller: signature and nonce. Confirms, or finds what differs; what is missing
    // there is queued again. AckMismatch: about another terminal.
    Result<Reconciliation> applyCheckpoint(const protocol::Checkpoint& checkpoint);

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
    enum class For { NewVisit, FilingUnderWay };
    std::optional<Error> limitReached(For what) const;
    std::optional<Error> tooOld(For what) const;
    std::vector<std::int64_t> expired() const;
    QueueItem itemOf(std::int64_t counter, const ProgressRow& progress) const;
    Result<std::int64_t> counterNamed(std::string_view name) const;
    Result<std::int64_t> requeue(const std::vector<std::int64_t>& counters, bool delivered);
    Result<void> changeInParts(const std::vector<ProgressRow>& rows);
    struct Held;
    std::vector<Held> heldIn(CounterRange range) const;
    Result<void> confirm(const std::vector<Held>& held);
    Result<void> sendAgain(const std::vector<Held>& held, Reconciliation& result);
    Result<void> nameOne(const protocol::Checkpoint& checkpoint, const std::vector<Held>& held,
                         Reconciliation& result);
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
