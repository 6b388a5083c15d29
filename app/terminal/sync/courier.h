// One attempt after the other to empty the outbox. What to do is decided here; when, by the thread
// that calls.
#pragma once

#include "app/terminal/sync/judge.h"
#include "app/terminal/sync/pace.h"

#include <mutex>
#include <optional>

namespace jiujin::sync {

struct SyncState {
    std::optional<WallTime> lastContact; // the platform proved itself and answered
    std::optional<ErrorCode> problem;    // of the last attempt
};

class Courier {
public:
    Courier(outbox::Outbox& outbox, Transport& transport, const keys::Enrolment& enrolment,
            const Clock& clock, Pace pace);

    // Sends one batch. The wait before the next: zero when there is more, nothing when the outbox
    // is empty.
    std::optional<std::chrono::milliseconds> attempt();
    // From any thread.
    SyncState state() const;

private:
    using Batch = std::vector<outbox::QueuedPacket>;
    Result<std::vector<Judgement>> send(const Batch& batch);
    std::chrono::milliseconds failed(const Batch& batch, ErrorCode cause);
    std::chrono::milliseconds settle(const std::vector<Judgement>& judgements);
    bool settleDelivered(const std::vector<Judgement>& judgements);
    bool settleOther(const Judgement& judgement);
    void note(std::optional<ErrorCode> problem);

    outbox::Outbox& outbox_;
    Transport& transport_;
    const keys::Enrolment& enrolment_;
    const Clock& clock_;
    Pace pace_;
    // After a batch that failed as a whole: one packet may be what the platform chokes on.
    bool singly_ = false;
    mutable std::mutex mutex_;
    SyncState state_;
};

} // namespace jiujin::sync
