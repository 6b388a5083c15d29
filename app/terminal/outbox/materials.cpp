// The materials of packets: on the disk before the row that names them, and gone with it.
#include "app/terminal/outbox/outbox.h"
#include "platform/base/event.h"

#include <algorithm>
#include <charconv>

namespace jiujin::outbox {

namespace {

// "DIGEST.DIGEST" or "DIGEST.DIGEST.N".
std::size_t blobCount(std::string_view content) {
    const auto first = content.find('.');
    const auto second = content.find('.', first + 1);
    std::size_t count = 0;
    if (first != std::string_view::npos && second != std::string_view::npos)
        std::from_chars(content.data() + second + 1, content.data() + content.size(), count);
    return count;
}

} // namespace

Result<std::unique_ptr<BlobDraft>> Outbox::newBlob() {
    const std::lock_guard lock(mutex_);
    if (closed_)
        return Error{*closed_, "outbox: closed"};
    if (chain_.packet.empty())
        return Error{ErrorCode::ReservationMismatch, "outbox: a blob without a reservation"};
    return shelf_.begin(roomForBlob());
}

Result<protocol::BlobReference> Outbox::keep(BlobDraft& draft) {
    // Before the lock: a large one takes its time to sync.
    const auto kept = shelf_.keep(draft);
    const std::lock_guard lock(mutex_);
    // After a failed sync nobody knows what the disk has.
    if (!kept && kept.error().code == ErrorCode::CommitFailed)
        return closeFor(SQLITE_IOERR_FSYNC, "keep a blob");
    if (kept)
        unnamed_[kept->digest] = kept->bytes;
    return kept;
}

Result<void> Outbox::checkBlob(const protocol::BlobReference& blob) const {
    return shelf_.check(blob);
}

Result<Bytes> Outbox::blobPart(const std::string& digest, std::uint64_t from,
                               std::size_t size) const {
    return shelf_.read(digest, from, size);
}

// Only what was kept since the reservation: what another packet names belongs to that one.
Result<void> Outbox::checkKept(const std::vector<protocol::BlobReference>& blobs) const {
    std::set<std::string> named;
    for (const protocol::BlobReference& blob : blobs) {
        const auto own = unnamed_.find(blob.digest);
        if (own == unnamed_.end() || own->second != blob.bytes || !shelf_.holds(blob) ||
            !named.insert(blob.digest).second)
            return Error{ErrorCode::BlobMissing, "outbox: blob " + blob.digest};
    }
    return {};
}

bool Outbox::loadBlobs(const PacketRow& row, std::vector<protocol::BlobReference>& blobs) const {
    const std::size_t count = blobCount(row.content);
    std::vector<BlobRow> rows;
    if (count > 0 && rows_.blobs(row.counter, rows) != SQLITE_OK)
        return false;
    if (rows.size() != count)
        return false;
    for (const BlobRow& blob : rows)
        blobs.push_back({blob.digest, static_cast<std::uint64_t>(blob.bytes)});
    return std::ranges::all_of(blobs, [this](const auto& blob) { return shelf_.holds(blob); });
}

void Outbox::dropOrphans() {
    shelf_.removeDrafts();
    std::set<std::string> named;
    if (rows_.blobDigests(named) != SQLITE_OK)
        return;
    for (const std::string& digest : shelf_.digests())
        if (!named.contains(digest)) {
            shelf_.remove(digest);
            logEvent(Event::OrphanDropped, {{"blob", std::string_view(digest)}});
        }
}

void Outbox::dropBlob(const std::string& digest) {
    if (!rows_.namesBlob(digest))
        shelf_.remove(digest);
}

// The reservation that they were kept for is over.
void Outbox::dropUnnamed() {
    for (const auto& [digest, bytes] : std::exchange(unnamed_, {})) {
        dropBlob(digest);
        logEvent(Event::OrphanDropped, {{"blob", std::string_view(digest)}});
    }
}

} // namespace jiujin::outbox
