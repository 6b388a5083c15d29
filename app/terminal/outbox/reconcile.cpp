// What the platform says it holds, against what is held here.
#include "app/terminal/outbox/outbox.h"
#include "platform/base/event.h"
#include "platform/formats/case_number.h"

namespace jiujin::outbox {

namespace {

bool wasDelivered(State state) {
    return state == State::Delivered || state == State::Confirmed;
}

Difference notHere(const std::string& terminalId, std::int64_t counter) {
    const auto number = formats::caseNumberOf(terminalId, static_cast<std::uint32_t>(counter));
    return {counter, Finding::NotHere, {}, number.ok() ? number->text() : std::string()};
}

} // namespace

struct Outbox::Held {
    ProgressRow progress;
    std::string packetId, caseNumber, headerDigest; // empty: the packet's row is damaged
};

std::vector<Outbox::Held> Outbox::heldIn(CounterRange range) const {
    std::vector<Held> held;
    for (const std::int64_t counter : rows_.between(range.from, range.upTo)) {
        ProgressRow progress;
        PacketRow packet;
        if (skipped_.contains(counter) || rows_.progress(counter, progress) != SQLITE_OK)
            continue;
        if (rows_.packet(counter, packet) == SQLITE_OK)
            held.push_back({progress, packet.id, packet.number, packet.header});
        else
            held.push_back({progress, {}, {}, {}});
    }
    return held;
}

std::vector<protocol::CheckpointLeaf> Outbox::leavesOf(const std::vector<Held>& held) {
    std::vector<protocol::CheckpointLeaf> leaves;
    for (const Held& one : held)
        if (wasDelivered(one.progress.state))
            leaves.push_back({static_cast<std::uint64_t>(one.progress.counter), one.headerDigest});
    return leaves;
}

HeldCount Outbox::tally(CounterRange counters) {
    const std::lock_guard lock(mutex_);
    const auto leaves = leavesOf(heldIn(counters));
    return {leaves.size(), protocol::checkpointRoot(leaves)};
}

CounterRange Outbox::unused() {
    const std::lock_guard lock(mutex_);
    return {chain_.counter + 1, chain_.counter + 1};
}

// Runs of what was delivered, each as wide as a checkpoint may be. A packet that waits ends a run:
// whether the platform has it already is not known here.
std::vector<CounterRange> Outbox::reconcilable(bool all) {
    const std::lock_guard lock(mutex_);
    std::vector<CounterRange> ranges;
    bool open = false;
    Statement rows(database_, "SELECT counter, state FROM progress ORDER BY counter");
    while (rows.step() == SQLITE_ROW) {
        const std::int64_t counter = rows.integer(0);
        const auto state = static_cast<State>(rows.integer(1));
        const bool asked = state == State::Delivered || (all && state == State::Confirmed);
        const bool fits = open && counter - ranges.back().from <
                                      static_cast<std::int64_t>(protocol::checkpointSpan);
        if (asked && fits)
            ranges.back().upTo = counter;
        else if (asked)
            ranges.push_back({counter, counter});
        open = asked;
    }
    return ranges;
}

Result<void> Outbox::confirm(const std::vector<Held>& held) {
    std::vector<ProgressRow> changes;
    for (const Held& one : held)
        if (one.progress.state == State::Delivered) {
            changes.push_back(one.progress);
            changes.back().state = State::Confirmed;
        }
    return changeInParts(changes);
}

Result<void> Outbox::sendAgain(const std::vector<Held>& held, Reconciliation& result) {
    std::vector<std::int64_t> counters;
    for (const Held& one : held)
        if (wasDelivered(one.progress.state)) {
            counters.push_back(one.progress.counter);
            result.differences.push_back(
                {one.progress.counter, Finding::MissingThere, one.packetId, one.caseNumber});
        }
    const auto queued = requeue(counters, true);
    return queued ? Result<void>() : queued.error();
}

// One counter, of which the platform holds a packet.
Result<void> Outbox::nameOne(const protocol::Checkpoint& checkpoint, const std::vector<Held>& held,
                             Reconciliation& result) {
    const auto counter = static_cast<std::int64_t>(checkpoint.from);
    if (held.empty()) {
        result.differences.push_back(notHere(checkpoint.terminalId, counter));
        return {};
    }
    const Held& one = held.front();
    // Its own word is still on the way; or the row here is damaged, and nothing follows from it.
    if (one.headerDigest.empty() ||
        checkpoint.root == protocol::checkpointRoot({{checkpoint.from, one.headerDigest}}))
        return {};
    logEvent(Event::CheckpointDiffers,
             {{"packet", one.packetId}, {"counter", counter}, {"case", one.caseNumber}});
    result.differences.push_back({counter, Finding::OtherThere, one.packetId, one.caseNumber});
    return {};
}

Result<Reconciliation> Outbox::applyCheckpoint(const protocol::Checkpoint& checkpoint) {
    const std::lock_guard lock(mutex_);
    if (checkpoint.terminalId != notary_.terminalId())
        return Error{ErrorCode::AckMismatch, "outbox: a checkpoint for another terminal"};
    const CounterRange range{static_cast<std::int64_t>(checkpoint.from),
                             static_cast<std::int64_t>(checkpoint.upTo)};
    const std::vector<Held> held = heldIn(range);
    const auto mine = leavesOf(held);
    Reconciliation result;
    if (checkpoint.headCounter > static_cast<std::uint64_t>(chain_.counter))
        result.differences.push_back(
            notHere(checkpoint.terminalId, static_cast<std::int64_t>(checkpoint.headCounter)));
    if (checkpoint.count == mine.size() && checkpoint.root == protocol::checkpointRoot(mine)) {
        JIUJIN_TRY(confirm(held));
        result.agreed = static_cast<std::int64_t>(mine.size());
    } else if (checkpoint.count == 0) {
        JIUJIN_TRY(sendAgain(held, result));
    } else if (range.from == range.upTo) {
        JIUJIN_TRY(nameOne(checkpoint, held, result));
    } else {
        const std::int64_t middle = range.from + (range.upTo - range.from) / 2;
        result.narrower = {{range.from, middle}, {middle + 1, range.upTo}};
    }
    return result;
}

} // namespace jiujin::outbox
