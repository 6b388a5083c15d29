// What becomes of a packet after it was stored.
#include "app/terminal/outbox/outbox.h"
#include "platform/base/event.h"

#include <algorithm>

namespace jiujin::outbox {

std::int64_t Outbox::now() const {
    return clock_.wall().time.time_since_epoch().count();
}

// One that is not held any more, or whose progress is damaged, holds up none of the others.
Result<void> Outbox::settle(const std::vector<std::string>& packetIds, State state,
                            ErrorCode reason) {
    std::vector<ProgressRow> changes;
    for (const std::string& id : packetIds) {
        std::int64_t counter = 0;
        if (rows_.counterOf(id, counter) != SQLITE_OK)
            continue;
        ProgressRow row;
        if (rows_.progress(counter, row) != SQLITE_OK)
            row = {counter, State::Queued, 0, {}, 0, rows_.bytesOf(counter)};
        const bool final = state != State::Queued;
        row.state = state;
        row.tries += final ? 0 : 1;
        row.settled = final ? now() : 0;
        row.reason = state == State::Delivered ? "" : codeOf(reason);
        changes.push_back(std::move(row));
    }
    if (changes.empty() && !packetIds.empty())
        return Error{ErrorCode::NotFound, "outbox: no such packet"};
    return changeAll(changes);
}

Result<void> Outbox::done(const std::vector<std::string>& packetIds) {
    const std::lock_guard lock(mutex_);
    JIUJIN_TRY(settle(packetIds, State::Delivered, ErrorCode::NotFound));
    for (const std::string& id : packetIds)
        logEvent(Event::PacketDelivered, {{"packet", id}});
    return {};
}

Result<void> Outbox::retryLater(const std::vector<std::string>& packetIds, ErrorCode reason) {
    const std::lock_guard lock(mutex_);
    return settle(packetIds, State::Queued, reason);
}

Result<void> Outbox::quarantine(const std::string& packetId, ErrorCode reason) {
    const std::lock_guard lock(mutex_);
    JIUJIN_TRY(settle({packetId}, State::Quarantined, reason));
    logEvent(Event::PacketQuarantined, {{"packet", packetId}, {"code", reason}});
    return {};
}

QueueCount Outbox::count() {
    const std::lock_guard lock(mutex_);
    QueueCount count;
    if (!totals_.known())
        static_cast<void>(totals_.count(database_));
    count.queued = totals_.rows(State::Queued);
    count.delivered = totals_.rows(State::Delivered) + totals_.rows(State::Confirmed);
    count.quarantined = totals_.rows(State::Quarantined);
    count.damaged = totals_.rows(State::Damaged);
    const auto oldest = rows_.firstQueued(totals_.queuedFrom, false);
    totals_.queuedFrom = oldest ? oldest->counter : chain_.counter + 1;
    if (oldest)
        count.oldest =
            std::chrono::seconds(std::max<std::int64_t>(0, (now() - oldest->taken) / 1000));
    return count;
}

// Oldest first; too old by a clock that can be trusted, or beyond the bytes that may be kept. A
// full disk keeps none: taking a new case is worth more than an old copy. Never what no checkpoint
// has confirmed.
std::vector<std::int64_t> Outbox::expired() const {
    const GradedTime wall = clock_.wall();
    const std::int64_t horizon =
        wall.time.time_since_epoch().count() -
        std::chrono::duration_cast<std::chrono::milliseconds>(settings_.retention).count();
    const bool full = closed_ == ErrorCode::DiskFull || ballast_.left() < settings_.ballastBytes;
    const std::int64_t room = full ? 0 : static_cast<std::int64_t>(settings_.retainedBytes);
    std::vector<std::int64_t> gone = rows_.oldestConfirmed(totals_.bytesKept() - room);
    if (wall.grade != ClockGrade::Unknown)
        std::ranges::copy(rows_.confirmedBefore(horizon), std::back_inserter(gone));
    std::ranges::sort(gone);
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    std::erase_if(gone, [this](std::int64_t counter) {
        ProgressRow row;
        return rows_.progress(counter, row) != SQLITE_OK;
    });
    return gone;
}

// In small steps: each needs room for its journal, and there may be little.
int Outbox::clear(const std::vector<std::int64_t>& counters) {
    for (const std::int64_t counter : counters) {
        std::vector<BlobRow> blobs; // what a damaged row named is an orphan at the next start
        static_cast<void>(rows_.blobs(counter, blobs));
        const auto weight = rows_.weightOf(counter);
        Transaction transaction(database_);
        int code = transaction.state();
        if (code == SQLITE_OK)
            code = rows_.remove(counter);
        if (code == SQLITE_OK)
            code = transaction.commit();
        if (code == SQLITE_OK && weight)
            totals_.drop(*weight);
        if (code == SQLITE_OK)
            for (const BlobRow& blob : blobs)
                dropBlob(blob.digest);
        while (code == SQLITE_OK && database_.text("PRAGMA freelist_count") != "0")
            code = database_.run("PRAGMA incremental_vacuum(256)");
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

void Outbox::tend() {
    const std::lock_guard lock(mutex_);
    if (closed_ == ErrorCode::CommitFailed)
        return;
    if (const int code = clear(expired()); code != SQLITE_OK)
        closeFor(code, "tend");
    if (closed_ == ErrorCode::DiskFull && ballast_.load())
        closed_.reset();
}

} // namespace jiujin::outbox
