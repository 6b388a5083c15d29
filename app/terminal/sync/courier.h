// One attempt after the other to empty the outbox. What to do is decided here; when, by the thread
// that calls. Transport, words, clocks and randomness come from outside.
//
// Small packets go before large ones and old before new; every fourth batch is whatever is oldest,
// so that a large one gets through beside any number of small ones. A batch starts small, doubles
// with each success, and shrinks to one packet when it fails as a whole: one may be what the
// platform chokes on. While all goes well the next batch leaves as the answer to the last one
// comes in; after anything else one at a time. Parts of large materials go between the batches, and
// when nothing else is to be sent; a packet is delivered only when the inner zone has signed for
// it, and so for all of them.
#pragma once

#include "app/terminal/sync/awaited.h"
#include "app/terminal/sync/blob_carrier.h"
#include "app/terminal/sync/judge.h"
#include "app/terminal/sync/pace.h"
#include "app/terminal/sync/time_window.h"

#include <mutex>

namespace jiujin::sync {

struct SyncState {
    std::optional<WallTime> lastContact; // the platform proved itself and answered
    WallTime platformTime;               // the latest at which the inner zone signed a word
    std::optional<ErrorCode> problem;    // of the last attempt
    SteadyTime tried;                    // when that was known
};

// Packets in a batch: the first, and at the most.
struct BatchWidth {
    std::size_t first = 16, widest = 256;
};

class Courier {
public:
    // A packet above this is large.
    static constexpr std::size_t smallBytes = 64UL * 1024;

    Courier(outbox::Outbox& outbox, Transport& transport, const Words& words, const Clock& clock,
            Pace pace, TimeWindow forLarge = {}, BlobCarrier* blobs = nullptr,
            BatchWidth width = {});

    // Sends one batch or two, and hears the answer to one; or asks for words that are still owed.
    // The wait before the next: zero when there is more or an answer is still to come, nothing when
    // nothing is left to do. After a failure that stops all, and while
    // a busy platform wants peace, nothing is sent before the wait is over, however often this is
    // called.
    std::optional<std::chrono::milliseconds> attempt();
    // With nothing to send: asks for words all the same, at the start and every ten minutes, so
    // that it is known whether the platform is there. The wait before the next try when it is not.
    std::optional<std::chrono::milliseconds> call();
    // A person wants it now: no wait stands any longer, and what is waited for is sent again. From
    // any thread.
    void retryNow();
    // The inner zone said so just now, in answer to a question: whatever was signed for a later
    // time was signed by a clock that was ahead.
    void platformTimeIs(WallTime time);
    // From any thread.
    SyncState state() const;

private:
    using Batch = std::vector<outbox::QueuedPacket>;
    using Wait = std::chrono::milliseconds;
    struct Failure {
        ErrorCode code;
        std::optional<std::chrono::seconds> retryAfter;
    };

    std::optional<Wait> turn();
    std::optional<Wait> held() const;
    Batch choose();
    void begin(Batch batch);
    Wait hear();
    Wait judged(const Heard& heard, const Batch& batch);
    void await(const Judgement& judgement, const Batch& batch);
    Wait listen(bool idle);
    bool isTurnOfWords();
    bool isTurnOfMaterials(bool idle);
    Wait carryMaterial();
    void awaitNoLongerThan(std::chrono::hours limit);
    Wait failed(const Failure& failure, const Batch& batch);
    Wait failedAlone(ErrorCode cause, const std::string& packetId);
    Wait hold(Wait wait);
    Wait stopped(WallTime said);
    void goBehind(const std::vector<std::string>& packetIds, ErrorCode reason);
    bool settle(const std::vector<Judgement>& judgements);
    bool settleDelivered(const std::vector<Judgement>& judgements);
    bool settleAwaited(const std::vector<Judgement>& judgements);
    bool settleOther(const Judgement& judgement);
    void forget(const std::vector<std::string>& packetIds);
    void heardFrom(const Heard& heard);
    void note(std::optional<ErrorCode> problem);

    outbox::Outbox& outbox_;
    Transport& transport_;
    const Words& words_;
    const Clock& clock_;
    Pace pace_;
    const TimeWindow forLarge_;
    BlobCarrier* const blobs_; // null: materials wait
    const std::size_t widest_;
    std::size_t width_; // packets in the next batch, at most
    unsigned turn_ = 0, turnOfMaterials_ = 0, turnOfWords_ = 0;
    std::deque<Batch> underWay_; // without the packets' bytes; two at the most
    bool largeUnderWay_ = false; // the last of them
    bool smooth_ = false;        // the last answer took something
    AwaitedPackets awaited_;
    std::int64_t cursor_ = 0; // of words asked for
    int pages_ = 0;           // that brought nothing, in a row
    mutable std::mutex mutex_;
    SyncState state_;
    SteadyTime heldUntil_{};
    std::optional<SteadyTime> heardAt_; // an answer of the platform's
    bool afresh_ = false;
};

} // namespace jiujin::sync
