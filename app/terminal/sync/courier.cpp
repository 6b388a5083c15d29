#include "app/terminal/sync/courier.h"

#include "app/terminal/sync/wire.h"
#include "platform/base/event.h"

namespace jiujin::sync {

namespace {
constexpr std::size_t batchPackets = 16;
constexpr std::size_t batchBytes = 8UL * 1024 * 1024;
} // namespace

Courier::Courier(outbox::Outbox& outbox, Transport& transport, const keys::Enrolment& enrolment,
                 const Clock& clock, Pace pace)
    : outbox_(outbox), transport_(transport), enrolment_(enrolment), clock_(clock), pace_(pace) {}

std::optional<std::chrono::milliseconds> Courier::attempt() {
    outbox_.tend();
    const Batch batch = outbox_.next(singly_ ? 1 : batchPackets, batchBytes);
    if (batch.empty()) {
        note({});
        return std::nullopt;
    }
    const auto judgements = send(batch);
    return judgements ? settle(*judgements) : failed(batch, judgements.error().code);
}

Result<std::vector<Judgement>> Courier::send(const Batch& batch) {
    JIUJIN_TRY_ASSIGN(const Answer answer,
                      transport_.post(packetsPath, packetsType, batchOf(batch)));
    auto judgements = judge(answer, batch, enrolment_, clock_.wall());
    const std::lock_guard lock(mutex_);
    if (judgements || judgements.error().code == ErrorCode::PlatformBusy)
        state_.lastContact = clock_.wall().time;
    return judgements;
}

std::chrono::milliseconds Courier::failed(const Batch& batch, ErrorCode cause) {
    note(cause);
    if (cause == ErrorCode::NetworkDown)
        return pace_.afterFailure();
    // One bad packet must not hold up the others: find it by sending singly, then let it wait.
    if (singly_ || batch.size() == 1) {
        const auto moved = outbox_.retryLater(batch.front().packetId, cause);
        if (!moved)
            note(moved.error().code);
    }
    singly_ = true;
    return pace_.afterFailure();
}

std::chrono::milliseconds Courier::settle(const std::vector<Judgement>& judgements) {
    bool progress = settleDelivered(judgements);
    for (const Judgement& judgement : judgements)
        if (judgement.fate != Fate::Delivered)
            progress = settleOther(judgement) || progress;
    if (!progress) {
        note(judgements.front().reason);
        return pace_.afterFailure();
    }
    singly_ = false;
    pace_.succeeded();
    note({});
    return std::chrono::milliseconds(0);
}

bool Courier::settleDelivered(const std::vector<Judgement>& judgements) {
    std::vector<std::string> delivered;
    for (const Judgement& judgement : judgements)
        if (judgement.fate == Fate::Delivered)
            delivered.push_back(judgement.packetId);
    return !delivered.empty() && outbox_.done(delivered).ok();
}

bool Courier::settleOther(const Judgement& judgement) {
    if (judgement.reason == ErrorCode::AckMismatch)
        logEvent(Event::AckRefused, {{"packet", judgement.packetId}, {"code", judgement.reason}});
    if (judgement.fate == Fate::Open) {
        // Stored over there but not yet signed for, or signed for wrongly: it stays queued.
        const auto moved = outbox_.retryLater(judgement.packetId, judgement.reason);
        if (!moved)
            note(moved.error().code);
        return false;
    }
    return outbox_.quarantine(judgement.packetId, judgement.reason).ok();
}

void Courier::note(std::optional<ErrorCode> problem) {
    const std::lock_guard lock(mutex_);
    if (problem && state_.problem != problem) {
        const bool forged = *problem == ErrorCode::AckSignature;
        logEvent(forged ? Event::AckRefused : Event::SyncFailed, {{"code", *problem}});
    }
    state_.problem = problem;
}

SyncState Courier::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

} // namespace jiujin::sync
