#include "tests/simulation/world.h"

#include "platform/protocol/blob.h"

#include <algorithm>
#include <cstdlib>

namespace jiujin::simulation {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;

// Small enough to be reached.
outbox::OutboxSettings settingsFor(const Disk& disk, Dice& dice) {
    outbox::OutboxSettings settings;
    settings.folder = disk.folder();
    settings.ballastBytes = 8UL * 1024;
    if (dice.chance(20))
        settings.limits.rows = 4;
    if (dice.chance(20))
        settings.limits.oldest = hours(24);
    if (dice.chance(60))
        settings.retention = hours(2);
    if (dice.chance(20))
        settings.retainedBytes = 4096;
    return settings;
}

sync::TimeWindow windowFor(Dice& dice) {
    return dice.chance(30) ? sync::TimeWindow{hours(22), hours(6)} : sync::TimeWindow{};
}

// In every other world narrow enough for several batches to a queue.
sync::BatchWidth widthFor(std::uint64_t seed) {
    return seed % 2 == 0 ? sync::BatchWidth{1, 2} : sync::BatchWidth{};
}

std::filesystem::path terminalFolder(const Ground& ground) {
    return ground.folder / "terminal";
}

std::filesystem::path platformFolder(const Ground& ground) {
    return ground.folder / "platform";
}

} // namespace

Ground::Ground(std::filesystem::path place, MakeParties make)
    : folder(std::move(place)), parties(std::move(make)) {
    const WorldClock clock;
    const auto all = parties(clock);
    MemoryFiles files;
    const MemoryVfs memory(files, 0);
    const Disk terminal(terminalFolder(*this), files), platform(platformFolder(*this), files);
    outbox::OutboxSettings settings;
    settings.folder = terminal.folder();
    const bool made = outbox::Outbox::open(settings, all->notary(), clock).ok() &&
                      server::SqliteStore::open(PlatformSide::storeOn(platform)).ok();
    if (!made)
        std::abort();
    stores = terminal.copy();
    stores.merge(platform.copy());
}

World::World(std::uint64_t seed, Mutant mutant, const Ground& ground)
    : mutant_(mutant),
      dice_(seed),
      parties_(ground.parties(clock_)),
      wire_(*this, parties_->examiner(), mutant),
      heard_(parties_->words(), parties_->checkpointWords(), wire_, mutant),
      courierClock_(clock_, mutant),
      memory_(files_, seed),
      terminalDisk_(terminalFolder(ground), files_),
      platformDisk_(platformFolder(ground), files_),
      watch_([this](powerloss::FileEvent event) { return seen(std::move(event)); }),
      materials_([this](powerloss::FileEvent event) { return seen(std::move(event)); }, mutant),
      platform_(platformDisk_, clock_, *parties_, mutant),
      settings_(settingsFor(terminalDisk_, dice_)),
      window_(windowFor(dice_)),
      width_(widthFor(seed)) {
    seedSystem(seed);
    for (Disk* disk : {&terminalDisk_, &platformDisk_})
        disk->become(ground.stores);
    if (mutant == Mutant::ReceiptBeforeSync)
        terminalDisk_.swallowSyncs();
    if (mutant == Mutant::AcknowledgedBeforeSync)
        platformDisk_.swallowSyncs();
    startPlatform();
    startTerminal();
}

World::~World() = default;

int World::seen(powerloss::FileEvent event) {
    return (terminalDisk_.holds(event.file) ? terminalDisk_ : platformDisk_).see(std::move(event));
}

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
    struct Turn {
        std::size_t share;
        Step step;
    };
    static constexpr auto turns = std::to_array<Turn>({{23, &World::file},
                                                       {30, &World::attempt},
                                                       {8, &World::pull},
                                                       {7, &World::breakDisk},
                                                       {4, &World::endOne},
                                                       {3, &World::fillDisk},
                                                       {7, &World::changeWeather},
                                                       {2, &World::moveClock},
                                                       {3, &World::sendLate},
                                                       {1, &World::cloneLast},
                                                       {1, &World::loseMail},
                                                       {2, &World::passDays},
                                                       {3, &World::backUp},
                                                       {2, &World::restore},
                                                       {1, &World::staff},
                                                       {3, &World::lift}});
    clock_.advance(milliseconds(dice_.below(dice_.chance(10) ? 600'000 : 3'000)));
    std::size_t left = dice_.below(100);
    const auto turn = std::ranges::find_if(turns, [&left](const Turn& each) {
        const bool mine = left < each.share;
        left -= mine ? 0 : each.share;
        return mine;
    });
    (this->*turn->step)();
    revive();
}

// --- The terminal's program.

void World::startTerminal() {
    auto opened = outbox::Outbox::open(settings_, parties_->notary(), clock_, &materials_);
    if (!opened.ok())
        return broken("the outbox does not open: " + opened.error().text());
    terminal_ = std::make_unique<Terminal>();
    terminal_->outbox = std::move(opened).value();
    terminal_->blobs.emplace(*terminal_->outbox, *this, protocol::minBlobPart);
    terminal_->courier.emplace(*terminal_->outbox, wire_, heard_, courierClock_,
                               sync::Pace(static_cast<std::uint32_t>(dice_.number())), window_,
                               &*terminal_->blobs, width_);
    terminal_->reconciler.emplace(*terminal_->outbox, wire_, heard_, courierClock_);
    terminal_->rounds.emplace(*terminal_->courier, *terminal_->reconciler, courierClock_);
    stoppedAt_.reset();
    underWay_.clear();
    wire_.forgetUnderWay();
}

void World::attempt() {
    for (std::size_t i = 1 + dice_.below(3); i > 0 && !terminalDisk_.dead(); --i) {
        const auto wait = turn();
        // Woken early as often as not.
        if (dice_.chance(50))
            clock_.advance(wait);
    }
}

void World::endTerminal(bool powerLoss) {
    terminal_.reset();
    if (powerLoss)
        terminalDisk_.lostPower(dice_);
    else
        terminalDisk_.killed();
    restartAsMutant();
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

// A backup holds the cases; the open zone's mail is in another place, and gone.
void World::restore() {
    if (!backup_)
        return;
    judgeDelivered();
    judgeDeletions();
    if (platformDisk_.dead())
        return;
    platform_.stop();
    platformDisk_.become(*backup_);
    platformDisk_.setFull(false);
    startPlatform();
    if (!broken_.empty())
        return;
    platform_.loseMail();
    const auto there = platform_.packetIds();
    // Who can do that may sit in the open zone too.
    if (dice_.chance(30))
        weather_ = Weather::Forging;
    std::ranges::set_difference(storedOnce_, there, std::inserter(lost_, lost_.end()));
}

// --- What breaks.

void World::breakDisk() {
    if (dice_.chance(50))
        terminalDisk_.dieAfter(dice_.below(40));
    else
        platformDisk_.dieAfter(dice_.below(60));
}

void World::endOne() {
    if (dice_.chance(50))
        endTerminal(dice_.chance(50));
    else
        endPlatform(dice_.chance(50));
}

void World::fillDisk() {
    (dice_.chance(60) ? terminalDisk_ : platformDisk_).setFull(dice_.chance(50));
}

void World::revive() {
    if (terminalDisk_.dead())
        endTerminal(dice_.chance(40));
    if (platformDisk_.dead())
        endPlatform(dice_.chance(40));
}

void World::passDays() {
    clock_.advance(hours(1 + dice_.below(48)));
}

// Somebody sets the clock: by hours or as far as certificates allow, forward or back.
void World::moveClock() {
    const auto longest = static_cast<std::size_t>(parties_->longestSwing().count());
    const auto by = hours(1 + dice_.below(dice_.chance(20) ? longest : std::min(longest, 48UL)));
    const bool back = dice_.chance(50) && clock_.now.time - by > WallTime();
    clock_.now.time += back ? -by : by;
    clock_.now.grade = dice_.chance(50) ? ClockGrade::Drift : ClockGrade::Network;
}

void World::changeWeather() {
    constexpr std::array often{Weather::Fine,        Weather::Fine,    Weather::Flaky,
                               Weather::AnswersLost, Weather::Down,    Weather::Portal,
                               Weather::Busy,        Weather::Forging, Weather::Refusing};
    weather_ = often.at(dice_.below(often.size()));
}

} // namespace jiujin::simulation
