// What becomes of a packet after it was stored.
#include "app/terminal/outbox/outbox.h"
#include "platform/base/event.h"

#include <algorithm>

namespace jiujin::outbox {

std::int64_t Outbox::now() const {
    return clock_.wall().time.time_since_epoch().count();
}

Result<void> Outbox::settle(const std::vector<std::string>& packetIds, State state,
                            ErrorCode reason) {
    std::vector<ProgressRow> changes;
    for (const std::string& id : packetIds) {
        std::int64_t counter = 0;
        ProgressRow row;
        if (rows_.counterOf(id, counter) != SQLITE_OK || rows_.progress(counter, row) != SQLITE_OK)
            return Error{ErrorCode::NotFound, "outbox: no such packet"};
        const bool final = state != State::Queued;
        row.state = state;
        row.tries += final ? 0 : 1;
        row.settled = final ? now() : 0;
        row.reason = state == State::Delivered ? "" : codeOf(reason);
        changes.push_back(std::move(row));
    }
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
    Statement states(database_, "SELECT state, count(*) FROM progress GROUP BY state");
    while (states.step() == SQLITE_ROW)
        switch (static_cast<State>(states.integer(0))) {
        case State::Queued:
            count.queued = states.integer(1);
            break;
        case State::Delivered:
        case State::Confirmed:
            count.delivered += states.integer(1);
            break;
        case State::Quarantined:
            count.quarantined = states.integer(1);
            break;
        case State::Damaged:
            count.damaged = states.integer(1);
            break;
        }
    Statement oldest(database_, "SELECT taken FROM packet WHERE counter=(SELECT min(counter) FROM "
                                "progress WHERE state=0)");
    if (oldest.step() == SQLITE_ROW)
        count.oldest =
            std::chrono::seconds(std::max<std::int64_t>(0, (now() - oldest.integer(0)) / 1000));
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
    std::int64_t room = full ? 0 : static_cast<std::int64_t>(settings_.retainedBytes);
    std::vector<std::int64_t> gone;
    Statement kept(
        database_,
        "SELECT p.counter, p.settled, p.bytes + coalesce((SELECT sum(b.bytes) FROM blob b "
        "WHERE b.counter=p.counter), 0) FROM progress p WHERE p.state=4 ORDER BY "
        "p.counter DESC");
    while (kept.step() == SQLITE_ROW) {
        room -= kept.integer(2);
        const bool old = wall.grade != ClockGrade::Unknown && kept.integer(1) < horizon;
        ProgressRow row;
        if ((room < 0 || old) && rows_.progress(kept.integer(0), row) == SQLITE_OK)
            gone.push_back(row.counter);
    }
    return gone;
}

// In small steps: each needs room for its journal, and there may be little.
int Outbox::clear(const std::vector<std::int64_t>& counters) {
    for (const std::int64_t counter : counters) {
        std::vector<BlobRow> blobs; // what a damaged row named is an orphan at the next start
        static_cast<void>(rows_.blobs(counter, blobs));
        Transaction transaction(database_);
        int code = transaction.state();
        if (code == SQLITE_OK)
            code = rows_.remove(counter);
        if (code == SQLITE_OK)
            code = transaction.commit();
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
