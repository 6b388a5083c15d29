// When the outbox takes nothing more, long before the disk is full.
#include "app/terminal/outbox/outbox.h"
#include "platform/base/event.h"

#include <algorithm>

namespace jiujin::outbox {

namespace {

// Longer than a visit can last: who had begun when the oldest packet grew too old may still file.
constexpr std::chrono::hours longestVisit{2};

Error full(const std::string& what) {
    return Error{ErrorCode::QueueFull, "outbox: " + what};
}

} // namespace

// A new visit must leave room for the filing of the one before it, which may be under way.
std::optional<Error> Outbox::limitReached(For what) {
    const bool newVisit = what == For::NewVisit;
    const Limits& limits = settings_.limits;
    if (!totals_.known() && totals_.count(database_) != SQLITE_OK)
        return Error{ErrorCode::CommitFailed, "outbox: the queue cannot be counted"};
    if (const auto rows = totals_.rows(State::Queued); rows >= limits.rows + (newVisit ? 0 : 1))
        return full(std::to_string(rows) + " packets wait, the limit is " +
                    std::to_string(limits.rows));
    const std::uint64_t bytes = bytesHeld();
    if (bytes + (newVisit ? 2 : 1) * protocol::maxPacketBytes > limits.bytes)
        return full(std::to_string(bytes) + " bytes are held, the limit is " +
                    std::to_string(limits.bytes));
    // A filing that is under way is judged by the disk itself.
    if (const std::uint64_t left = ballast_.left(); newVisit && left < settings_.ballastBytes)
        return Error{ErrorCode::DiskFull,
                     "outbox: " + std::to_string(left) + " bytes are left on the disk"};
    return tooOld(what);
}

// Materials count with their packets, those of a filing under way too.
std::uint64_t Outbox::bytesHeld() const {
    auto bytes = static_cast<std::uint64_t>(std::max<std::int64_t>(0, totals_.bytesHeld()));
    for (const auto& [digest, own] : unnamed_)
        bytes += own;
    return bytes;
}

// The packet itself must find room after its materials, below the limit and on the disk.
BlobDraft::Room Outbox::roomForBlob() const {
    const std::uint64_t kept = bytesHeld() + protocol::maxPacketBytes;
    const std::uint64_t left = ballast_.left();
    const std::uint64_t below = settings_.limits.bytes - std::min(settings_.limits.bytes, kept);
    const std::uint64_t beside = left - std::min(left, settings_.ballastBytes);
    return below < beside ? BlobDraft::Room{below, ErrorCode::QueueFull}
                          : BlobDraft::Room{beside, ErrorCode::DiskFull};
}

// By counter, which never goes back; a time that was unknown when it was taken proves no age.
std::optional<Error> Outbox::tooOld(For what) {
    const GradedTime wall = clock_.wall();
    if (wall.grade == ClockGrade::Unknown)
        return std::nullopt;
    const auto oldest = rows_.firstQueued(totals_.timedFrom, true);
    totals_.timedFrom = oldest ? oldest->counter : chain_.counter + 1;
    if (!oldest)
        return std::nullopt;
    const auto age = wall.time.time_since_epoch() - std::chrono::milliseconds(oldest->taken);
    const auto limit = settings_.limits.oldest;
    if (age <= limit + (what == For::NewVisit ? std::chrono::hours(0) : longestVisit))
        return std::nullopt;
    return full("the oldest packet waits for more than " + std::to_string(limit.count()) +
                " hours");
}

std::optional<ErrorCode> Outbox::closed() {
    const std::lock_guard lock(mutex_);
    if (closed_)
        return closed_;
    if (standing_.suspended)
        return ErrorCode::TerminalSuspended;
    const auto reached = limitReached(For::NewVisit);
    return reached ? std::optional(reached->code) : std::nullopt;
}

bool Outbox::suspended() {
    const std::lock_guard lock(mutex_);
    return standing_.suspended;
}

void Outbox::hear(const Standing& standing, Word word) {
    const std::lock_guard lock(mutex_);
    if (word == Word::Any && standing.said <= standing_.said)
        return;
    const bool changed = standing.suspended != standing_.suspended;
    standing_ = standing;
    if (!changed)
        return;
    // What cannot be kept is heard again, at the latest with the next day's checkpoint.
    const auto saved = standingFile_.save(standing);
    if (!saved)
        logEvent(Event::StoreFailed, {{"code", saved.error().code}, {"during", "standing"}});
    if (standing.suspended)
        logEvent(Event::TerminalStopped, {{"code", ErrorCode::TerminalSuspended}});
}

} // namespace jiujin::outbox
