#include "tests/simulation/platform_side.h"

#include <algorithm>

namespace jiujin::simulation {

struct PlatformSide::Running {
    std::unique_ptr<server::SqliteStore> file;
    MutantStore store;
    MutantCommitter committer;
    std::vector<std::function<void()>> later; // whose patience is over next
    server::MailRoom room;
    server::RoomDoor door;
    server::BlobRoom blobRoom;
    server::RoomBlobDoor blobDoor;
    server::MaterialDesk materials;
    server::PacketWork work;
    server::CheckpointWork checkpoints;
    server::Puller puller;
    server::Service packets;
    server::BlobService service;

    Running(std::unique_ptr<server::SqliteStore> opened, Mutant mutant, const Parties& parties,
            const Clock& clock)
        : file(std::move(opened)),
          store(*file, mutant),
          committer(store, mutant),
          room(committer, [this](std::chrono::milliseconds,
                                 std::function<void()> task) { later.push_back(std::move(task)); }),
          door(room, std::chrono::milliseconds(0)),
          blobRoom(committer, room),
          blobDoor(blobRoom),
          materials(blobDoor, parties.blobChecker(), committer),
          work(parties.examiner(), committer, clock, {}, &materials),
          checkpoints(
              [&parties](const protocol::Checkpoint& checkpoint) -> Result<std::string> {
                  return parties.sign(checkpoint);
              },
              committer, clock),
          puller(door, {&work, &checkpoints}),
          packets(parties.intake(), room, clock),
          service(blobRoom, packets) {}

    void runLater() {
        while (!later.empty())
            for (const auto& task : std::exchange(later, {}))
                task();
    }
};

PlatformSide::PlatformSide(Disk& disk, const Clock& clock, const Parties& parties, Mutant mutant)
    : disk_(disk), clock_(clock), parties_(parties), mutant_(mutant) {}

bool PlatformSide::start() {
    auto store = server::SqliteStore::open(storeOn(disk_));
    if (!store.ok())
        return false;
    running_ = std::make_shared<Running>(std::move(store).value(), mutant_, parties_, clock_);
    return true;
}

std::optional<server::Response> PlatformSide::call(server::Request request, bool pulls) {
    if (!running_)
        return std::nullopt;
    std::optional<server::Response> answer;
    running_->service.handle(std::move(request),
                             [&](server::Response given) { answer = std::move(given); });
    if (pulls)
        pull();
    running_->runLater();
    // A mutant's words may have left before the commit that it died in.
    const bool silent = disk_.dead() && mutant_ != Mutant::AcknowledgedBeforeCommit;
    return silent ? std::nullopt : answer;
}

// The door waits for mail, and here nobody else could bring any.
void PlatformSide::pull() {
    if (!running_ || disk_.dead())
        return;
    const auto waiting = running_->file->waiting(1, 1);
    if (waiting.ok() && !waiting->empty())
        static_cast<void>(running_->puller.round());
}

void PlatformSide::loseMail() {
    if (!running_)
        return;
    static_cast<void>(running_->store.transaction([this]() -> Result<void> {
        JIUJIN_TRY_ASSIGN(const auto letters, running_->file->waiting(1000, 1UL << 30U));
        for (const auto& letter : letters)
            JIUJIN_TRY(running_->file->answer({{letter.number}, letter.terminalId, "lost", "-"}));
        return {};
    }));
}

Result<std::vector<server::CaseLine>> PlatformSide::cases() {
    return running_->file->cases();
}

server::TerminalLine PlatformSide::terminal() {
    const auto line = running_->file->terminal(std::string(terminalId));
    return line.ok() ? *line : server::TerminalLine();
}

void PlatformSide::resume() {
    static_cast<void>(running_->store.transaction(
        [this] { return running_->store.resume(std::string(terminalId), {}); }));
}

std::set<std::string> PlatformSide::packetIds() {
    std::set<std::string> ids;
    const auto lines = cases();
    if (!lines.ok())
        return ids;
    for (const auto& line : *lines)
        ids.insert(line.packetId);
    return ids;
}

std::vector<Recorded> PlatformSide::recorded(std::uint64_t from, std::uint64_t upTo) {
    std::vector<Recorded> all;
    const auto lines = cases();
    if (!lines.ok())
        return all;
    for (const auto& line : *lines) {
        const auto trail = running_->file->trail(line.caseNumber);
        if (line.decision.verdict != protocol::Verdict::Stored || !trail.ok())
            continue;
        const server::TakenPacket& packet = trail->packet;
        if (packet.counter >= from && packet.counter <= upTo)
            all.push_back({line.packetId, {packet.counter, packet.headerDigest}});
    }
    std::ranges::sort(all, {}, [](const Recorded& each) { return each.leaf.counter; });
    return all;
}

bool PlatformSide::holds(const protocol::BlobReference& blob) {
    const auto state = running_->file->blobs().state(std::string(server::ofCases), blob.digest);
    return state.ok() && state->whole() && state->bytes == blob.bytes;
}

std::optional<Bytes> PlatformSide::packetOf(const std::string& packetId) {
    const auto lines = cases();
    if (!lines.ok())
        return std::nullopt;
    for (const auto& line : *lines)
        if (line.packetId == packetId) {
            const auto trail = running_->file->trail(line.caseNumber);
            return trail.ok() ? std::optional(trail->packet.packet) : std::nullopt;
        }
    return std::nullopt;
}

} // namespace jiujin::simulation
