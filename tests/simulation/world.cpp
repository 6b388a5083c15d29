#include "tests/simulation/world.h"

#include <algorithm>

namespace jiujin::simulation {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t storeRounds = 400;

Bytes sealedBytes(Dice& dice) {
    return Bytes(50 + dice.below(3000), static_cast<std::uint8_t>(dice.number()));
}

protocol::CoreHeader headerFor(const outbox::Reservation& reservation) {
    protocol::CoreHeader header;
    header.packetId = reservation.packetId;
    header.terminalId = reservation.terminalId;
    header.counter = reservation.counter;
    header.caseNumber = reservation.caseNumber;
    header.recipientKeyIds = {std::string(64, 'a'), std::string(64, 'b')};
    header.bodyDigest = std::string(43, 'A');
    return header;
}

} // namespace

World::World(std::uint64_t seed, Mutant mutant, const std::filesystem::path& folder)
    : mutant_(mutant),
      dice_(seed),
      heard_(words_, mutant),
      wire_(*this, clock_, mutant),
      courierClock_(clock_, mutant),
      memory_(files_),
      terminalDisk_(folder / "terminal", files_),
      platformDisk_(folder / "platform", files_),
      watch_([this](powerloss::FileEvent event) {
          const bool terminals = terminalDisk_.holds(event.file);
          return (terminals ? terminalDisk_ : platformDisk_).see(std::move(event));
      }),
      platform_(platformDisk_, clock_, mutant) {
    seedSystem(seed);
    if (mutant == Mutant::ReceiptBeforeSync)
        terminalDisk_.swallowSyncs();
    if (mutant == Mutant::AcknowledgedBeforeSync)
        platformDisk_.swallowSyncs();
    startPlatform();
    startTerminal();
}

World::~World() = default;

std::string World::run(int steps) {
    for (int i = 0; i < steps && broken_.empty(); ++i)
        step();
    if (broken_.empty())
        heal();
    if (broken_.empty())
        judge();
    return broken_;
}

void World::broken(const std::string& what) {
    if (broken_.empty())
        broken_ = what;
}

void World::step() {
    clock_.advance(milliseconds(dice_.below(dice_.chance(10) ? 600'000 : 3'000)));
    const auto choice = dice_.below(100);
    if (choice < 28)
        file();
    else if (choice < 58)
        attempt();
    else if (choice < 70)
        platform_.pull();
    else if (choice < 74)
        terminalDisk_.dieAfter(dice_.below(40));
    else if (choice < 78)
        platformDisk_.dieAfter(dice_.below(60));
    else if (choice < 80)
        endTerminal(dice_.chance(50));
    else if (choice < 82)
        endPlatform(dice_.chance(50));
    else if (choice < 85)
        (dice_.chance(60) ? terminalDisk_ : platformDisk_).setFull(dice_.chance(50));
    else if (choice < 92)
        changeWeather();
    else if (choice < 94)
        moveClock();
    else if (choice < 97)
        sendLate();
    else if (choice < 98)
        cloneOne();
    else
        platform_.loseMail();
    revive();
}

// --- Citizens.

void World::file() {
    outbox::Outbox& outbox = *terminal_->outbox;
    const auto reservation = outbox.reserve();
    if (!reservation.ok() || terminalDisk_.dead())
        return;
    if (!numbers_.insert(reservation->caseNumber).second)
        return broken("the number " + reservation->caseNumber + " was given twice");
    if (dice_.chance(15))
        return;
    tried_.insert(reservation->packetId);
    const std::string header = encode(headerFor(*reservation));
    const Bytes sealed = sealedBytes(dice_);
    const auto receipt = outbox.put(viewOf(header), sealed);
    if (terminalDisk_.dead())
        return;
    if (!receipt.ok()) {
        denied_.insert(reservation->packetId);
        return;
    }
    lastPromised_ = reservation->packetId;
    promised_[reservation->packetId] = {receipt->caseNumber, reservation->counter};
    if (!dice_.chance(10))
        return;
    const auto again = outbox.put(viewOf(header), sealed);
    if (again.ok() && *again != *receipt)
        broken("a repeated put gave another receipt");
}

// --- The terminal's program.

void World::startTerminal() {
    outbox::OutboxSettings settings;
    settings.folder = terminalDisk_.folder();
    settings.ballastBytes = 32 * 1024;
    auto opened = outbox::Outbox::open(settings, notary_, clock_);
    if (!opened.ok())
        return broken("the outbox does not open: " + opened.error().text());
    terminal_ = std::make_unique<Terminal>();
    terminal_->outbox = std::move(opened).value();
    terminal_->courier.emplace(*terminal_->outbox, wire_, heard_, courierClock_,
                               sync::Pace(static_cast<std::uint32_t>(dice_.number())));
    stoppedAt_.reset();
}

void World::attempt() {
    for (std::size_t i = 1 + dice_.below(3); i > 0 && !terminalDisk_.dead(); --i) {
        const auto wait = terminal_->courier->attempt();
        // Woken early as often as not.
        if (wait && dice_.chance(50))
            clock_.advance(*wait);
    }
}

void World::endTerminal(bool powerLoss) {
    terminal_.reset();
    if (powerLoss)
        terminalDisk_.lostPower(dice_);
    else
        terminalDisk_.killed();
    if (mutant_ == Mutant::OldChain)
        goBackToOldChain();
    // Somebody makes room before the machine starts again.
    terminalDisk_.setFull(false);
    startTerminal();
}

// --- The platform's.

void World::startPlatform() {
    if (!platform_.start())
        broken("the platform's store does not open");
}

void World::endPlatform(bool powerLoss) {
    platform_.stop();
    if (powerLoss)
        platformDisk_.lostPower(dice_);
    else
        platformDisk_.killed();
    platformDisk_.setFull(false);
    startPlatform();
}

void World::revive() {
    if (terminalDisk_.dead())
        endTerminal(dice_.chance(40));
    if (platformDisk_.dead())
        endPlatform(dice_.chance(40));
}

// --- The end: all works again, and is given time.

void World::heal() {
    weather_ = Weather::Fine;
    endTerminal(false);
    endPlatform(false);
    if (!broken_.empty())
        return;
    for (std::size_t i = 0; i < storeRounds; ++i) {
        static_cast<void>(terminal_->courier->attempt());
        platform_.pull();
        clock_.advance(std::chrono::minutes(40));
        if (terminal_->outbox->count().queued == 0)
            return;
    }
    broken("packets are still queued at the end");
}

void World::judge() {
    const auto cases = platform_.cases();
    if (!cases.ok())
        return broken("the platform's cases cannot be read");
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
        const auto found = stored.find(packetId);
        if (found == stored.end())
            broken("a receipt without its case");
        else if (found->second != promise.caseNumber && !cloned_.contains(packetId))
            broken("a case with another number than its receipt");
        if (!numbers.insert(promise.caseNumber).second || !counters.insert(promise.counter).second)
            broken("two receipts with one number");
    }
}

// A clone took the place of a true packet: the machine must have set that one aside for people to
// look at, and not have called it delivered.
void World::judgeQueue() {
    const auto count = terminal_->outbox->count();
    if (count.damaged != 0)
        broken("a row is damaged");
    const auto conflicts = std::ranges::count_if(
        cloned_, [this](const std::string& packetId) { return tookTheClone(packetId); });
    if (count.quarantined > conflicts)
        broken("a good packet was set aside");
    if (count.quarantined < conflicts)
        broken("a packet whose id was taken counts as delivered");
}

bool World::tookTheClone(const std::string& packetId) {
    const auto packet = platform_.packetOf(packetId);
    return packet && textOf(*packet).ends_with(cloneMark);
}

} // namespace jiujin::simulation
