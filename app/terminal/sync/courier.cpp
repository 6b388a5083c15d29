#include "app/terminal/sync/courier.h"

#include "app/terminal/sync/failure_class.h"
#include "app/terminal/sync/wire.h"
#include "platform/base/event.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t firstWidth = 16, widest = 256;
constexpr std::size_t batchBytes = 2UL * 1024 * 1024;
constexpr unsigned turnOfTheOldest = 4;
// Between batches every second request is a part of a material; with nothing else to send, all but
// every eighth, which asks for words.
constexpr unsigned turnBesideBatches = 2, turnOfWords = 8;
// And beside batches that never end words are asked for all the same.
constexpr unsigned turnOfWordsBesideBatches = 4;
// More than these are not sent ahead of the inner zone's words.
constexpr std::size_t maxAwaited = 2000;
// A word that does not come for so long may have been lost: the packet is sent again.
constexpr std::chrono::hours longestAwaited{4};
// Old words of this terminal come first; nobody can keep it reading for ever.
constexpr int maxPages = 200;
constexpr std::chrono::minutes longestSilence{10};

bool suspends(const Heard& heard) {
    return std::ranges::count(heard.judgements, ErrorCode::TerminalSuspended, &Judgement::reason) >
           0;
}

} // namespace

Courier::Courier(outbox::Outbox& outbox, Transport& transport, const Words& words,
                 const Clock& clock, Pace pace, TimeWindow forLarge, BlobCarrier* blobs)
    : outbox_(outbox),
      transport_(transport),
      words_(words),
      clock_(clock),
      pace_(pace),
      forLarge_(forLarge),
      blobs_(blobs),
      width_(firstWidth) {}

std::optional<milliseconds> Courier::attempt() {
    outbox_.tend();
    bool afresh = false;
    {
        const std::lock_guard lock(mutex_);
        if (const auto left = heldUntil_ - clock_.steady(); left > left.zero())
            return std::chrono::ceil<milliseconds>(left);
        std::swap(afresh, afresh_);
    }
    awaitNoLongerThan(afresh ? std::chrono::hours(0) : longestAwaited);
    const Batch batch = choose();
    if (isTurnOfMaterials(batch.empty()))
        return carryMaterial();
    if (!batch.empty() && !isTurnOfWords())
        return carry(batch);
    if (!awaited_.empty())
        return listen(batch.empty());
    return std::nullopt;
}

Courier::Batch Courier::choose() {
    if (awaited_.size() >= maxAwaited)
        return {};
    const bool large = forLarge_.open(clock_.wall());
    const bool oldest = ++turn_ % turnOfTheOldest == 0;
    Batch batch = next(large && oldest ? protocol::maxPacketBytes : smallBytes);
    if (batch.empty() && large)
        batch = next(protocol::maxPacketBytes);
    return batch;
}

Courier::Batch Courier::next(std::size_t largest) {
    std::set<std::int64_t> awaited;
    for (const auto& [packetId, counter] : awaitedCounters_)
        awaited.insert(counter);
    return outbox_.next(width_, batchBytes, largest, awaited);
}

milliseconds Courier::carry(const Batch& batch) {
    const auto answer = transport_.post(packetsPath, packetsType, batchOf(batch));
    if (!answer)
        return failed({answer.error().code, {}}, batch);
    const auto heard = judgeTaken(*answer, batch, words_);
    if (!heard)
        return failed({heard.error().code, answer->retryAfter}, batch);
    heardFrom(*heard);
    for (const Judgement& judgement : heard->judgements)
        if (judgement.fate == Fate::Awaited) {
            const auto sent =
                std::ranges::find(batch, judgement.packetId, &outbox::QueuedPacket::packetId);
            awaited_[judgement.packetId] = sent->headerDigest;
            awaitedCounters_[judgement.packetId] = sent->counter;
            awaitedSince_[judgement.packetId] = clock_.steady();
            if (!sent->blobs.empty())
                withMaterials_.insert(judgement.packetId);
            if (blobs_ != nullptr)
                blobs_->begin(judgement.packetId, sent->blobs);
        }
    const bool progress = settle(heard->judgements);
    if (suspends(*heard))
        return stopped(heard->issued);
    if (!progress) {
        const auto open = std::ranges::find(heard->judgements, Fate::Open, &Judgement::fate);
        if (open != heard->judgements.end())
            note(open->reason);
        // Not held: what is filed now is another matter.
        return pace_.afterFailure();
    }
    width_ = std::min(widest, width_ * 2);
    pace_.succeeded();
    note({});
    return milliseconds(0);
}

bool Courier::isTurnOfWords() {
    return !withMaterials_.empty() && ++turnOfWords_ % turnOfWordsBesideBatches == 0;
}

bool Courier::isTurnOfMaterials(bool idle) {
    if (blobs_ == nullptr || !blobs_->any() || !forLarge_.open(clock_.wall()))
        return false;
    ++turnOfMaterials_;
    return idle ? turnOfMaterials_ % turnOfWords != 0 : turnOfMaterials_ % turnBesideBatches == 0;
}

milliseconds Courier::carryMaterial() {
    const BlobCarrier::Step step = blobs_->step();
    switch (step.outcome) {
    case BlobCarrier::Outcome::Asked:
        break;
    case BlobCarrier::Outcome::Kept:
        pace_.succeeded();
        break;
    case BlobCarrier::Outcome::Lost:
        note(step.code);
        return failedAlone(step.code, step.packetId);
    case BlobCarrier::Outcome::Unnamed:
        // A platform that was restored: the packet goes first again.
        forget({step.packetId});
        return hold(pace_.afterFailure());
    case BlobCarrier::Outcome::Failed:
        return failed({step.code, step.retryAfter}, {});
    }
    // Its word cannot come before its materials are there.
    awaitedSince_[step.packetId] = clock_.steady();
    note({});
    const std::lock_guard lock(mutex_);
    state_.lastContact = clock_.wall().time;
    return milliseconds(0);
}

// Page by page until nothing new comes; words on what is not waited for are passed over.
milliseconds Courier::listen(bool idle) {
    const auto answer = transport_.get(acksPath(cursor_));
    if (!answer)
        return failed({answer.error().code, {}}, {});
    const auto heard = judgeWords(*answer, awaited_, words_);
    if (!heard)
        return failed({heard.error().code, answer->retryAfter}, {});
    heardFrom(*heard);
    const bool more = heard->words > 0 && heard->next > cursor_;
    note({});
    const bool progress = settle(heard->judgements);
    // What could not be written down is told again.
    const bool written =
        std::ranges::none_of(heard->judgements, [this](const Judgement& judgement) {
            return judgement.fate == Fate::Delivered && awaited_.contains(judgement.packetId);
        });
    if (written)
        cursor_ = std::max(cursor_, heard->next);
    if (suspends(*heard))
        return stopped(heard->issued);
    if (progress) {
        pace_.succeeded();
        pages_ = 0;
        return milliseconds(0);
    }
    if (more && written && ++pages_ < maxPages)
        return milliseconds(0);
    pages_ = 0;
    // Words that are not ready keep nothing else waiting.
    if (!idle || (blobs_ != nullptr && blobs_->any() && forLarge_.open(clock_.wall())))
        return milliseconds(0);
    return pace_.afterFailure();
}

std::optional<milliseconds> Courier::call() {
    if (!state().problem && heardAt_ && clock_.steady() - *heardAt_ < longestSilence)
        return std::nullopt;
    const auto answer = transport_.get(acksPath(cursor_));
    if (!answer)
        return failed({answer.error().code, {}}, {});
    const auto heard = judgeWords(*answer, {}, words_);
    if (!heard)
        return failed({heard.error().code, answer->retryAfter}, {});
    heardFrom(*heard);
    // Nothing is waited for: what was told so far need not be told again.
    cursor_ = std::max(cursor_, heard->next);
    pace_.succeeded();
    note({});
    return std::nullopt;
}

void Courier::awaitNoLongerThan(std::chrono::hours limit) {
    std::vector<std::string> overdue;
    for (const auto& [packetId, since] : awaitedSince_)
        if (clock_.steady() - since >= limit)
            overdue.push_back(packetId);
    if (overdue.empty())
        return;
    forget(overdue);
    // A platform that was restored counts its words anew.
    cursor_ = 0;
}

milliseconds Courier::failed(const Failure& failure, const Batch& batch) {
    note(failure.code);
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
    heldUntil_ = clock_.steady() + wait;
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
        awaited_.erase(packetId);
        awaitedCounters_.erase(packetId);
        awaitedSince_.erase(packetId);
        withMaterials_.erase(packetId);
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
