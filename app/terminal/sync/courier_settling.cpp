// What becomes of packets and waits after an answer, or none.
#include "app/terminal/sync/courier.h"
#include "app/terminal/sync/failure_class.h"
#include "platform/base/event.h"

#include <algorithm>

namespace jiujin::sync {

using std::chrono::milliseconds;

milliseconds Courier::failed(const Failure& failure, const Batch& batch) {
    note(failure.code);
    smooth_ = false;
    const bool alone = batch.size() == 1;
    const bool network =
        failure.code == ErrorCode::NetworkDown || failure.code == ErrorCode::ProxyFailed;
    if (failure.code == ErrorCode::PlatformBusy) {
        const std::lock_guard lock(mutex_);
        state_.lastContact = clock_.wall().time;
    }
    switch (classOf(failure.code)) {
    case FailureClass::StopAll:
        return hold(pace_.afterStop());
    case FailureClass::SkipOne:
        width_ = 1;
        return alone ? failedAlone(failure.code, batch.front().packetId)
                     : hold(pace_.afterFailure());
    case FailureClass::RetryLater:
        // Nobody was reached: the first new packet may try again at once.
        if (network)
            return pace_.afterFailure();
        width_ = 1;
        if (alone)
            goBehind({batch.front().packetId}, failure.code);
        return hold(pace_.afterFailure(failure.retryAfter));
    }
    return hold(pace_.afterStop());
}

// The platform will not have it, whatever it travels with.
milliseconds Courier::failedAlone(ErrorCode cause, const std::string& packetId) {
    const bool moved = settleOther({packetId, Fate::SetAside, cause});
    return moved ? milliseconds(0) : hold(pace_.afterFailure());
}

// The inner zone takes nothing of this terminal until people have looked.
milliseconds Courier::stopped(WallTime said) {
    outbox_.hear({true, said}, outbox::Outbox::Word::Any);
    note(ErrorCode::TerminalSuspended);
    return hold(pace_.afterStop());
}

milliseconds Courier::hold(milliseconds wait) {
    const std::lock_guard lock(mutex_);
    // The answer to what was under way meanwhile shortens no wait.
    heldUntil_ = std::max(heldUntil_, clock_.steady() + wait);
    return wait;
}

void Courier::goBehind(const std::vector<std::string>& packetIds, ErrorCode reason) {
    if (const auto moved = outbox_.retryLater(packetIds, reason); !moved)
        note(moved.error().code);
}

bool Courier::settle(const std::vector<Judgement>& judgements) {
    bool progress = settleDelivered(judgements);
    progress = settleAwaited(judgements) || progress;
    for (const Judgement& judgement : judgements)
        if (judgement.fate == Fate::SetAside || judgement.fate == Fate::Open)
            progress = settleOther(judgement) || progress;
    return progress;
}

bool Courier::settleDelivered(const std::vector<Judgement>& judgements) {
    std::vector<std::string> delivered;
    for (const Judgement& judgement : judgements)
        if (judgement.fate == Fate::Delivered)
            delivered.push_back(judgement.packetId);
    if (delivered.empty())
        return false;
    const auto settled = outbox_.done(delivered);
    if (!settled)
        note(settled.error().code);
    else
        forget(delivered);
    return settled.ok();
}

bool Courier::settleAwaited(const std::vector<Judgement>& judgements) {
    std::map<ErrorCode, std::vector<std::string>> awaited;
    for (const Judgement& judgement : judgements)
        if (judgement.fate == Fate::Awaited)
            awaited[judgement.reason].push_back(judgement.packetId);
    for (const auto& [reason, packetIds] : awaited)
        goBehind(packetIds, reason);
    return !awaited.empty();
}

bool Courier::settleOther(const Judgement& judgement) {
    if (judgement.reason == ErrorCode::AckMismatch)
        logEvent(Event::AckRefused, {{"packet", judgement.packetId}, {"code", judgement.reason}});
    if (judgement.fate == Fate::Open) {
        // Not taken for now, or signed for wrongly: it stays queued.
        if (judgement.reason == ErrorCode::TerminalSuspended)
            forget({judgement.packetId});
        goBehind({judgement.packetId}, judgement.reason);
        return false;
    }
    forget({judgement.packetId});
    return outbox_.quarantine(judgement.packetId, judgement.reason).ok();
}

void Courier::forget(const std::vector<std::string>& packetIds) {
    for (const std::string& packetId : packetIds) {
        awaited_.forget(packetId);
        if (blobs_ != nullptr)
            blobs_->forget(packetId);
    }
}

void Courier::heardFrom(const Heard& heard) {
    heardAt_ = clock_.steady();
    const std::lock_guard lock(mutex_);
    state_.lastContact = clock_.wall().time;
    state_.platformTime = std::max(state_.platformTime, heard.issued);
}

void Courier::note(std::optional<ErrorCode> problem) {
    const std::lock_guard lock(mutex_);
    if (problem && state_.problem != problem) {
        const bool forged = *problem == ErrorCode::AckSignature;
        logEvent(forged ? Event::AckRefused : Event::SyncFailed, {{"code", *problem}});
    }
    state_.problem = problem;
    state_.tried = clock_.steady();
}

void Courier::retryNow() {
    const std::lock_guard lock(mutex_);
    heldUntil_ = {};
    afresh_ = true;
}

void Courier::platformTimeIs(WallTime time) {
    const std::lock_guard lock(mutex_);
    state_.platformTime = time;
}

SyncState Courier::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

} // namespace jiujin::sync
