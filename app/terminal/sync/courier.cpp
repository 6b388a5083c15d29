#include "app/terminal/sync/courier.h"

#include "app/terminal/sync/wire.h"

#include <algorithm>

namespace jiujin::sync {

namespace {

using std::chrono::milliseconds;

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

} // namespace

Courier::Courier(outbox::Outbox& outbox, Transport& transport, const Words& words,
                 const Clock& clock, Pace pace, TimeWindow forLarge, BlobCarrier* blobs,
                 BatchWidth width)
    : outbox_(outbox),
      transport_(transport),
      words_(words),
      clock_(clock),
      pace_(pace),
      forLarge_(forLarge),
      blobs_(blobs),
      widest_(width.widest),
      width_(width.first) {}

std::optional<milliseconds> Courier::attempt() {
    outbox_.tend();
    const auto wait = turn();
    return underWay_.empty() ? wait : Wait(0);
}

std::optional<milliseconds> Courier::held() const {
    const std::lock_guard lock(mutex_);
    const auto left = heldUntil_ - clock_.steady();
    return left > left.zero() ? std::optional(std::chrono::ceil<milliseconds>(left)) : std::nullopt;
}

std::optional<milliseconds> Courier::turn() {
    const auto left = held();
    // Nothing goes beside what is large, or after what failed. Two of the largest would be more
    // than a terminal should hold in memory.
    if (!underWay_.empty() && (left || largeUnderWay_ || !smooth_))
        return hear();
    if (left)
        return left;
    bool afresh = false;
    {
        const std::lock_guard lock(mutex_);
        std::swap(afresh, afresh_);
    }
    awaitNoLongerThan(afresh ? std::chrono::hours(0) : longestAwaited);
    Batch batch = choose();
    const bool idle = batch.empty() && underWay_.empty();
    if (isTurnOfMaterials(idle))
        return carryMaterial();
    if (!batch.empty() && isTurnOfWords())
        return listen(false);
    if (!batch.empty()) {
        begin(std::move(batch));
        if (underWay_.size() == 1 && smooth_ && !largeUnderWay_)
            begin(choose());
    }
    if (!underWay_.empty())
        return hear();
    return awaited_.empty() ? std::nullopt : std::optional(listen(idle));
}

Courier::Batch Courier::choose() {
    if (awaited_.size() >= maxAwaited)
        return {};
    const bool large = forLarge_.open(clock_.wall());
    const bool oldest = ++turn_ % turnOfTheOldest == 0;
    const auto next = [this](std::size_t largest) {
        return outbox_.next(width_, batchBytes, largest, awaited_.counters());
    };
    Batch batch = next(large && oldest ? protocol::maxPacketBytes : smallBytes);
    if (batch.empty() && large)
        batch = next(protocol::maxPacketBytes);
    return batch;
}

void Courier::begin(Batch batch) {
    if (batch.empty())
        return;
    Bytes body = batchOf(batch);
    largeUnderWay_ = body.size() > batchBytes + batch.size() * sizeof(std::uint32_t);
    for (outbox::QueuedPacket& packet : batch)
        packet.packet = {};
    awaited_.isUnderWay(batch);
    underWay_.push_back(std::move(batch));
    transport_.begin(packetsPath, packetsType, std::move(body));
}

milliseconds Courier::hear() {
    const Batch batch = std::move(underWay_.front());
    underWay_.pop_front();
    awaited_.isBack(batch);
    const auto answer = transport_.finish();
    if (!answer)
        return failed({answer.error().code, {}}, batch);
    const auto heard = judgeTaken(*answer, batch, words_);
    if (!heard)
        return failed({heard.error().code, answer->retryAfter}, batch);
    return judged(*heard, batch);
}

milliseconds Courier::judged(const Heard& heard, const Batch& batch) {
    heardFrom(heard);
    for (const Judgement& judgement : heard.judgements)
        if (judgement.fate == Fate::Awaited)
            await(judgement, batch);
    smooth_ = settle(heard.judgements);
    if (suspends(heard))
        return stopped(heard.issued);
    if (!smooth_) {
        const auto open = std::ranges::find(heard.judgements, Fate::Open, &Judgement::fate);
        if (open != heard.judgements.end())
            note(open->reason);
        // Not held: what is filed now is another matter.
        return pace_.afterFailure();
    }
    width_ = std::min(widest_, width_ * 2);
    pace_.succeeded();
    note({});
    return milliseconds(0);
}

void Courier::await(const Judgement& judgement, const Batch& batch) {
    const auto sent = std::ranges::find(batch, judgement.packetId, &outbox::QueuedPacket::packetId);
    awaited_.await(*sent, clock_.steady());
    if (blobs_ != nullptr)
        blobs_->begin(judgement.packetId, sent->blobs);
}

bool Courier::isTurnOfWords() {
    return awaited_.anyWithMaterials() && ++turnOfWords_ % turnOfWordsBesideBatches == 0;
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
    awaited_.renew(step.packetId, clock_.steady());
    note({});
    const std::lock_guard lock(mutex_);
    state_.lastContact = clock_.wall().time;
    return milliseconds(0);
}

} // namespace jiujin::sync
