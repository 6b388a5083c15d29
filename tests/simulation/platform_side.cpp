#include "tests/simulation/platform_side.h"

namespace jiujin::simulation {

void InlineCommitter::run(Work work, Done done) {
    done(runAndWait(std::move(work)));
}

Result<void> InlineCommitter::runAndWait(Work work) {
    return store_.transaction([&] { return work(store_); });
}

struct PlatformSide::Running {
    std::unique_ptr<server::SqliteStore> file;
    MutantStore store;
    InlineCommitter committer;
    std::vector<std::function<void()>> later; // whose patience is over next
    server::MailRoom room;
    server::RoomDoor door;
    server::PacketWork work;
    server::Puller puller;
    server::Service service;

    Running(std::unique_ptr<server::SqliteStore> opened, Mutant mutant,
            const server::Intake& intake, const server::Examiner& examiner, const Clock& clock)
        : file(std::move(opened)),
          store(*file, mutant),
          committer(store),
          room(committer, [this](std::chrono::milliseconds,
                                 std::function<void()> task) { later.push_back(std::move(task)); }),
          door(room, std::chrono::milliseconds(0)),
          work(examiner, committer, clock),
          puller(door, {&work}),
          service(intake, room) {}

    void runLater() {
        while (!later.empty())
            for (const auto& task : std::exchange(later, {}))
                task();
    }
};

PlatformSide::PlatformSide(Disk& disk, const Clock& clock, Mutant mutant)
    : disk_(disk), clock_(clock), mutant_(mutant), intake_(clock), examiner_(clock) {}

bool PlatformSide::start() {
    auto store = server::SqliteStore::open(disk_.folder() / "platform.db");
    if (!store.ok())
        return false;
    running_ =
        std::make_shared<Running>(std::move(store).value(), mutant_, intake_, examiner_, clock_);
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
    return disk_.dead() ? std::nullopt : answer;
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

std::optional<Bytes> PlatformSide::packetOf(const std::string& packetId) {
    const auto all = cases();
    for (const auto& line : all.value())
        if (line.packetId == packetId) {
            const auto trail = running_->file->trail(line.caseNumber);
            return trail.ok() ? std::optional(trail->packet.packet) : std::nullopt;
        }
    return std::nullopt;
}

} // namespace jiujin::simulation
