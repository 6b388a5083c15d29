// Counts together with the platform: asks for checkpoints over what was delivered, so that it may
// be deleted when its time is over, and finds what a platform restored from an older backup lost.
// The answers tell how this terminal stands, too: suspended because of a copy of it, or such a copy
// itself. Everything that is held is asked for at the start and once a day, what is new whenever
// nothing else is to be sent. Nothing of it is urgent: a failure waits for the next turn. A
// platform that takes a packet twice within a day and still does not count it is told so, and not
// asked about it for another day.
#pragma once

#include "app/terminal/outbox/outbox.h"
#include "app/terminal/sync/transport.h"

#include <functional>
#include <map>

namespace jiujin::sync {

class CheckpointWords {
public:
    virtual ~CheckpointWords() = default;

    virtual std::string terminalId() const = 0;
    // What the inner zone signed: errors as in Words.
    virtual Result<protocol::Checkpoint> readCheckpoint(std::string_view token) const = 0;
};

class Reconciler {
public:
    // When the inner zone signed an answer, by its own clock.
    using Told = std::function<void(WallTime)>;

    // All must outlive this.
    Reconciler(outbox::Outbox& outbox, Transport& transport, const CheckpointWords& words,
               const Clock& clock, Told told = {});

    // One question and its answer. The wait before the next: zero when there is more to do, here or
    // for the courier.
    std::chrono::milliseconds step();

private:
    void choose();
    Result<protocol::Checkpoint> ask(outbox::CounterRange range);
    void leaveOut(std::vector<outbox::CounterRange>& ranges);
    void noteMissing(const outbox::Difference& difference);
    void tell(const outbox::Reconciliation& found) const;

    outbox::Outbox& outbox_;
    Transport& transport_;
    const CheckpointWords& words_;
    const Clock& clock_;
    const Told told_;
    std::vector<outbox::CounterRange> open_; // to ask for
    std::optional<SteadyTime> lastWhole_;
    std::int64_t setAside_ = 0; // when it was asked last
    bool sentAgain_ = false;    // since it was chosen last
    // By counter: when it was found missing last, and when that had happened the day before, too.
    std::map<std::int64_t, SteadyTime> missing_, disputed_;
};

} // namespace jiujin::sync
