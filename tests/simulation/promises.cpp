// What a simulated world holds against its promises.
#include "tests/simulation/world.h"

#include <algorithm>

namespace jiujin::simulation {

namespace {

// Materials keep to their hours, and every attempt takes 40 minutes. With nothing more to send a
// day is waited for, for the whole count that comes with it.
constexpr int rounds = 800;
constexpr std::chrono::minutes round{40};
constexpr std::chrono::hours calmRound{9};
constexpr int calmRounds = 3;
constexpr std::size_t all = 10'000;

} // namespace

// --- While it runs.

// What counts as delivered was a case once. Gives what is confirmed.
std::set<std::string> World::judgeDelivered() {
    std::set<std::string> confirmed;
    if (platform_.up())
        storedOnce_.merge(platform_.packetIds());
    if (platformDisk_.dead()) // while it was read; what it has shows when it is back
        return confirmed;
    for (const auto& item : terminal_->outbox->items(true, all)) {
        if (!storedOnce_.contains(item.packetId))
            broken("what the platform does not have counts as delivered");
        if (item.state == outbox::State::Confirmed)
            confirmed.insert(item.packetId);
    }
    return confirmed;
}

// What a checkpoint confirms is there at that moment, whoever brought it.
std::chrono::milliseconds World::turn() {
    confirmedBefore_.reset();
    const auto wait = terminal_->rounds->step();
    if (!confirmedBefore_ || terminalDisk_.dead() || platformDisk_.dead())
        return wait;
    const auto there = platform_.packetIds();
    for (const std::string& packetId : judgeDelivered())
        if (!confirmedBefore_->contains(packetId) && !there.contains(packetId))
            broken("a checkpoint confirmed what the platform does not have");
    return wait;
}

// What is held no more was confirmed by a checkpoint.
void World::judgeDeletions() {
    for (const auto& [packetId, promise] : promised_) {
        if (deleted_.contains(packetId) || terminal_->outbox->item(packetId).ok())
            continue;
        if (!checkpointed_.contains(packetId))
            broken("deleted before a checkpoint");
        deleted_.insert(packetId);
    }
}

// --- The end: all works again, and is given time.

void World::heal() {
    weather_ = Weather::Fine;
    endTerminal(false);
    endPlatform(false);
    if (!broken_.empty())
        return;
    judgeDelivered();
    static_cast<void>(terminal_->outbox->retryAll());
    if (!drained())
        return broken(onlyChokingWait() ? "what was delivered is never confirmed"
                                        : "what cannot be taken holds up what can");
    if (terminal_->outbox->count().queued > 0) {
        mended_ = true;
        static_cast<void>(terminal_->outbox->retryAll());
        terminal_->courier->retryNow();
        if (!drained())
            return broken("packets are still queued at the end");
    }
    if (terminal_->outbox->closed())
        broken("the outbox stays closed");
}

// Until nothing waits but what the platform chokes on, and platform and terminal have counted all
// the same.
bool World::drained() {
    for (int i = 0, calm = 0; i < rounds && broken_.empty(); ++i) {
        const auto wait = turn();
        platform_.pull();
        lift();
        const bool still = onlyChokingWait() && terminal_->outbox->reconcilable(false).empty() &&
                           !terminal_->outbox->suspended();
        calm = still ? calm + 1 : 0;
        // A difference is narrowed down question by question: none is left when it waits.
        if (calm > calmRounds && wait > std::chrono::milliseconds(0))
            return true;
        clock_.advance(calm > 0 ? std::chrono::minutes(calmRound) : round);
    }
    return false;
}

bool World::onlyChokingWait() {
    if (terminal_->outbox->count().queued == 0)
        return true;
    const auto items = terminal_->outbox->items(false, all);
    return std::ranges::none_of(items, [this](const outbox::QueueItem& item) {
        const auto trouble = troubled_.find(item.packetId);
        const bool chokes =
            !mended_ && trouble != troubled_.end() && trouble->second == Trouble::Chokes;
        return item.state == outbox::State::Queued && !chokes;
    });
}

void World::judge() {
    const auto cases = platform_.cases();
    if (!cases.ok())
        return broken("the platform's cases cannot be read");
    judgeDelivered();
    judgeDeletions();
    judgePromises(*cases);
    judgeQueue();
}

void World::judgePromises(const std::vector<server::CaseLine>& cases) {
    std::map<std::string, std::string> stored;
    for (const auto& line : cases) {
        const bool counts = line.decision.verdict == protocol::Verdict::Stored;
        if (counts && !stored.emplace(line.packetId, line.caseNumber).second)
            broken("a packet is there twice");
        if (!tried_.contains(line.packetId))
            broken("a case that nobody filed");
        if (denied_.contains(line.packetId) && !cloned_.contains(line.packetId))
            broken("a case that the citizen was told is not submitted");
    }
    std::set<std::string> numbers;
    std::set<std::uint64_t> counters;
    for (const auto& [packetId, promise] : promised_) {
        if (!numbers.insert(promise.caseNumber).second || !counters.insert(promise.counter).second)
            broken("two receipts with one number");
        const auto found = stored.find(packetId);
        const auto trouble = troubled_.find(packetId);
        const bool neverTaken = trouble != troubled_.end() && trouble->second != Trouble::Chokes;
        // Whose time was over when an old backup came.
        const bool tooLate = deleted_.contains(packetId) && lost_.contains(packetId);
        if (found == stored.end() && !neverTaken && !tooLate)
            broken("a receipt without its case");
        if (found != stored.end() && !tookTheClone(packetId) &&
            !std::ranges::all_of(promise.blobs,
                                 [this](const auto& blob) { return platform_.holds(blob); }))
            broken("a case without its material");
        if (found != stored.end() && found->second != promise.caseNumber)
            broken("a case with another number than its receipt");
    }
}

// What cannot be taken, and what a clone took the place of, was set aside for people to look at,
// and nothing else was.
void World::judgeQueue() {
    if (terminal_->outbox->count().damaged != 0)
        broken("a row is damaged");
    std::set<std::string> aside;
    for (const auto& item : terminal_->outbox->items(false, all))
        aside.insert(item.packetId);
    for (const std::string& packetId : aside) {
        const auto trouble = troubled_.find(packetId);
        const bool bad = trouble != troubled_.end() && trouble->second != Trouble::Chokes;
        if (!bad && !tookTheClone(packetId))
            broken("a good packet was set aside");
    }
    // The true one shows it, if it comes so far.
    const bool copied = std::ranges::any_of(cloned_, [this](const auto& each) {
        const auto trouble = troubled_.find(each.first);
        const bool comes = trouble == troubled_.end() || trouble->second != Trouble::TooLarge;
        return comes && tookTheClone(each.first);
    });
    if (copied && !stopped_)
        broken("a copy of the terminal went unnoticed");
    for (const auto& [packetId, clone] : cloned_)
        if (tookTheClone(packetId) && !aside.contains(packetId))
            broken("a packet whose id was taken counts as delivered");
}

bool World::tookTheClone(const std::string& packetId) {
    const auto clone = cloned_.find(packetId);
    return clone != cloned_.end() && platform_.packetOf(packetId) == clone->second;
}

} // namespace jiujin::simulation
