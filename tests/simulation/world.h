// One terminal, one platform, their disks, the network between and everything that can go wrong,
// all from one seed. What was promised to citizens is written down as they would remember it, and
// held against the platform's cases at the end.
#pragma once

#include "app/terminal/outbox/outbox.h"
#include "app/terminal/sync/courier.h"
#include "platform/protocol/packet_batch.h"
#include "tests/simulation/platform_side.h"
#include "tests/support/powerloss/watched_vfs.h"

#include <map>

namespace jiujin::simulation {

class WorldClock : public Clock {
public:
    GradedTime now{WallTime(std::chrono::milliseconds(1'795'000'000'000)), ClockGrade::Network};
    SteadyTime passed{std::chrono::hours(1)};

    GradedTime wall() const override { return now; }
    SteadyTime steady() const override { return passed; }
    void advance(std::chrono::milliseconds time) {
        now.time += time;
        passed += time;
    }
};

// What a clone seals.
inline constexpr std::string_view cloneMark = "clone";

// What the network, or whoever sits in it, does to requests.
enum class Weather {
    Fine,
    Down,
    AnswersLost,
    Flaky,    // each way fails one time in three
    Portal,   // a page with status 200
    Busy,     // 503
    Refusing, // 403: the platform does not want this terminal
    Forging,  // an open zone that was taken over
};

class World : public sync::Transport {
public:
    World(std::uint64_t seed, Mutant mutant, const std::filesystem::path& folder);
    ~World() override;

    // What was broken first; empty when every promise was kept.
    std::string run(int steps);

    Result<sync::Answer> post(std::string_view path, std::string_view contentType,
                              const Bytes& body) override;
    Result<sync::Answer> get(std::string_view path) override;
    void cancel() override {}

private:
    struct Terminal {
        std::unique_ptr<outbox::Outbox> outbox;
        std::optional<sync::Courier> courier;
    };
    struct Promise {
        std::string caseNumber;
        std::uint64_t counter = 0;
    };

    void step();
    void file();
    void attempt();
    void endTerminal(bool powerLoss);
    void endPlatform(bool powerLoss);
    void revive();
    void startTerminal();
    void startPlatform();
    void changeWeather();
    void moveClock();
    void sendLate();
    void cloneOne();
    void heal();
    void judge();
    void judgePromises(const std::vector<server::CaseLine>& cases);
    void judgeQueue();
    bool tookTheClone(const std::string& packetId);
    void goBackToOldChain();
    void broken(const std::string& what);

    Result<sync::Answer> carry(server::Request request);
    sync::Answer forged(const Bytes& body);
    void watchBackOff(bool stops);

    const Mutant mutant_;
    Dice dice_;
    WorldClock clock_;
    const KeyedNotary notary_;
    const KeyedWords words_;
    const MutantWords heard_;
    MutantTransport wire_;
    const MutantClock courierClock_;
    MemoryFiles files_;
    const MemoryVfs memory_;
    Disk terminalDisk_, platformDisk_;
    powerloss::WatchedVfs watch_;
    PlatformSide platform_;
    std::unique_ptr<Terminal> terminal_;

    Weather weather_ = Weather::Fine;
    std::optional<SteadyTime> stoppedAt_;
    std::vector<server::Request> sent_;
    std::map<std::string, Promise> promised_; // by packet id: a receipt was given
    std::set<std::string> tried_;             // put was called: the platform may have it
    std::set<std::string> denied_;            // the citizen was told that it is not submitted
    std::set<std::string> cloned_;
    std::set<std::string> numbers_;
    std::string lastPromised_; // packet id
    bool chainKept_ = false;
    std::string broken_;
};

} // namespace jiujin::simulation
