// The durable queue of sealed packets, and the terminal's counter and chain of receipts, which must
// move in one transaction with it. Safe to call from several threads.
//
// A limit, a full disk or a failed commit closes the outbox: nothing is taken and no receipt is
// given, while what is queued still drains. A limit and a full disk heal when room is back; a
// failed commit needs a restart.
//
// A terminal that the inner zone has suspended takes nothing new either: only its word lifts that.
//
// What was delivered stays until a checkpoint of the platform has confirmed it and its time is
// over.
#pragma once

#include "app/terminal/outbox/ballast.h"
#include "app/terminal/outbox/blob_shelf.h"
#include "app/terminal/outbox/standing.h"
#include "app/terminal/outbox/values.h"
#include "app/terminal/outbox/voids.h"
#include "platform/protocol/checkpoint.h"

#include <map>
#include <mutex>
#include <set>

namespace jiujin::outbox {

class Outbox {
public:
    // StoreOpen, StoreTooNew, StoreDamaged, KeyMismatch. `files` takes the place of the disk's own
    // and must outlive the outbox.
    static Result<std::unique_ptr<Outbox>> open(const OutboxSettings& settings,
                                                const Notary& notary, const Clock& clock,
                                                const BlobFiles* files = nullptr);

    // Numbers that no one ever gets again. One reservation is open at a time: a new one voids the
    // one before, so that receipts stand in the chain in the order of their counters. QueueFull,
    // DiskFull, CommitFailed, TerminalSuspended; what was reserved is taken, whatever limit is
    // reached after.
    Result<Reservation> reserve();

    // A material of the filing whose numbers are reserved, to be written and then kept. What no
    // put() has named by the next reserve(), or by the next start, is dropped. ReservationMismatch
    // without a reservation; DiskFull, QueueFull, CommitFailed.
    Result<std::unique_ptr<BlobDraft>> newBlob();
    // It is on the disk under its digest: what the packet's header says of it. Once a draft.
    // DiskFull, CommitFailed.
    Result<protocol::BlobReference> keep(BlobDraft& draft);

    // coreHeader: protocol/packet.h, JSON. Every blob that it names must be kept: BlobMissing. The
    // receipt is made and given only with the packet on the disk. A repeated put gives the same
    // receipt; another content under a packet id, or one without its reservation:
    // ReservationMismatch. PacketTooLarge, PacketMalformed, DiskFull, CommitFailed.
    Result<StoredReceipt> put(ByteView coreHeader, ByteView sealed);

    // Of a packet that next() gave: whether its material is as it was kept; every byte is read.
    // BlobMissing.
    Result<void> checkBlob(const protocol::BlobReference& blob) const;
    // BlobMissing.
    Result<Bytes> blobPart(const std::string& digest, std::uint64_t from, std::size_t size) const;

    // The next to send: at most `limit` and, but for the first, `maxBytes`; none larger than
    // `largest`, none of the counters in `without`. Damaged rows (StoreDamaged), and those of which
    // a blob is gone (BlobMissing), are set aside and the others go on.
    std::vector<QueuedPacket> next(std::size_t limit, std::size_t maxBytes,
                                   std::size_t largest = protocol::maxPacketBytes,
                                   const std::set<std::int64_t>& without = {});
    // The platform's word is in: one transaction for all. Here and below, NotFound when none of
    // them is held.
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
    // What was delivered and is held, as a checkpoint counts.
    HeldCount tally(CounterRange counters);
    // The first counter that was never given: nobody but a copy of this terminal can have used it.
    CounterRange unused();

    // The inner zone's word on this terminal, verified by the caller. One that answers a question
    // of its own is the latest there is, whatever its time; any other may be an old one that comes
    // again, and changes nothing when it was signed before the last.
    enum class Word { Answer, Any };
    void hear(const Standing& standing, Word word);
    bool suspended();

private:
    Outbox(const OutboxSettings& settings, const Notary& notary, const Clock& clock,
           const BlobFiles* files);
    Result<void> start();
    void dropOrphans();
    void dropUnnamed();
    void dropBlob(const std::string& digest);
    Result<void> checkKept(const std::vector<protocol::BlobReference>& blobs) const;
    bool loadBlobs(const PacketRow& row, std::vector<protocol::BlobReference>& blobs) const;
    BlobDraft::Room roomForBlob() const;
    Result<void> applyVoids();
    Error closeFor(int sqliteCode, const char* during);
    Result<std::optional<StoredReceipt>> earlier(std::string_view packetId,
                                                 std::string_view content);
    Result<StoredReceipt> store(const protocol::CoreHeader& core, std::string content,
                                std::string sealedDigest, ByteView sealed);
    int commitPacket(const PacketRow& packet, const std::vector<protocol::BlobReference>& blobs,
                     const ChainRow& chain);
    Result<void> settle(const std::vector<std::string>& packetIds, State state, ErrorCode reason);
    int change(const ProgressRow& row, Totals& totals) const;
    Result<void> changeAll(const std::vector<ProgressRow>& rows);
    void setAside(std::int64_t counter, State state, ErrorCode reason);
    enum class For { NewVisit, FilingUnderWay };
    std::optional<Error> limitReached(For what);
    std::optional<Error> tooOld(For what);
    std::uint64_t bytesHeld() const;
    std::vector<std::int64_t> expired() const;
    QueueItem itemOf(std::int64_t counter, const ProgressRow& progress) const;
    Result<std::int64_t> counterNamed(std::string_view name) const;
    Result<std::int64_t> requeue(const std::vector<std::int64_t>& counters, bool delivered);
    Result<void> changeInParts(const std::vector<ProgressRow>& rows);
    struct Held;
    static std::vector<protocol::CheckpointLeaf> leavesOf(const std::vector<Held>& held);
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
    const StandingFile standingFile_;
    std::mutex mutex_;
    Database database_;
    RowStore rows_;
    Totals totals_; // of what is on the disk
    const DiskBlobFiles disk_;
    BlobShelf shelf_;
    std::map<std::string, std::uint64_t> unnamed_; // blobs of the open reservation: bytes by digest
    ChainRow chain_;
    std::set<std::int64_t> skipped_; // void, or damaged and could not even be marked
    std::optional<ErrorCode> closed_;
    Standing standing_;
};

} // namespace jiujin::outbox
