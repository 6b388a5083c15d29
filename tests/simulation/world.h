// One terminal, one platform, their disks, the network between and everything that can go wrong,
// all from one seed. What was promised to citizens is written down as they would remember it, and
// held against the platform's cases.
#pragma once

#include "app/terminal/sync/rounds.h"
#include "platform/protocol/checkpoint_question.h"
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

// What is wrong with a packet, for whoever is to take it.
enum class Trouble {
    None,
    Refused,  // by the inner zone
    TooLarge, // for a proxy: 413 for every batch that it is in
    Chokes,   // the platform answers 500 to every batch that it is in, until it is mended
};

// What all worlds of a program have in common: a folder in memory, who signs, and the stores as
// they are on the first day.
struct Ground {
    Ground(std::filesystem::path place, MakeParties make);
    std::filesystem::path folder;
    MakeParties parties;
    Disk::Copy stores;
};

class World : public sync::Transport, public sync::BlobTransport {
public:
    // One at a time on a ground, which must outlive it.
    World(std::uint64_t seed, Mutant mutant, const Ground& ground);
    ~World() override;

    // What was broken first; empty when every promise was kept.
    std::string run(int steps);

    Result<sync::Answer> post(std::string_view path, std::string_view contentType,
                              const Bytes& body) override;
    void begin(std::string_view path, std::string_view contentType, Bytes body) override;
    Result<sync::Answer> finish() override;
    Result<sync::Answer> get(std::string_view path) override;
    Result<sync::Answer> head(std::string_view path) override;
    Result<sync::Answer> put(std::string_view path, std::string_view contentRange,
                             const Bytes& body) override;
    void cancel() override {}

private:
    struct Terminal {
        std::unique_ptr<outbox::Outbox> outbox;
        std::optional<sync::BlobCarrier> blobs;
        std::optional<sync::Courier> courier;
        std::optional<sync::Reconciler> reconciler;
        std::optional<sync::Rounds> rounds;
    };
    struct Promise {
        std::string caseNumber;
        std::uint64_t counter = 0;
        std::vector<protocol::BlobReference> blobs;
    };
    // What is on its way back to the terminal.
    struct UnderWay {
        Result<sync::Answer> answer;
        bool stops = false; // all
    };
    using Step = void (World::*)();

    void step();
    void passDays();
    void moveClock();
    void changeWeather();

    // People.
    void file();
    std::optional<std::vector<protocol::BlobReference>> keepMaterials();
    int seen(powerloss::FileEvent event);
    void staff();
    void lift();
    void cloneLast();

    // The terminal's program, the platform's, and their disks.
    void startTerminal();
    void endTerminal(bool powerLoss);
    void restartAsMutant();
    std::string oldChain();
    void attempt();
    std::chrono::milliseconds turn();
    void startPlatform();
    void endPlatform(bool powerLoss);
    void pull() { platform_.pull(); }
    void loseMail() { platform_.loseMail(); }
    void backUp() { backup_ = platformDisk_.copy(); }
    void restore();
    void breakDisk();
    void endOne();
    void fillDisk();
    void revive();

    // The network.
    Result<sync::Answer> carry(server::Request request);
    void keepForLate(const server::Request& request);
    std::optional<sync::Answer> swallowed(const server::Request& request) const;
    Result<sync::Answer> checkpoint(std::string_view path);
    sync::Answer forged(const Bytes& body);
    std::optional<sync::Answer> forgedCheckpoint(const protocol::CheckpointQuestion& asked);
    void sendLate();
    void watchBackOff(bool stops);
    Result<sync::Answer> comesBack(UnderWay call);
    UnderWay sent(Result<sync::Answer> answer);

    // Promises.
    void heal();
    bool drained();
    bool onlyChokingWait();
    void judge();
    void judgePromises(const std::vector<server::CaseLine>& cases);
    void judgeQueue();
    std::set<std::string> judgeDelivered();
    void judgeDeletions();
    bool tookTheClone(const std::string& packetId);
    void broken(const std::string& what);

    const Mutant mutant_;
    Dice dice_;
    WorldClock clock_;
    const std::unique_ptr<Parties> parties_;
    MutantTransport wire_;
    const MutantWords heard_;
    const MutantClock courierClock_;
    MemoryFiles files_;
    const MemoryVfs memory_;
    Disk terminalDisk_, platformDisk_;
    powerloss::WatchedVfs watch_;
    const MutantFiles materials_;
    PlatformSide platform_;
    outbox::OutboxSettings settings_;
    sync::TimeWindow window_;
    const sync::BatchWidth width_;
    std::unique_ptr<Terminal> terminal_;

    Weather weather_ = Weather::Fine;
    bool mended_ = false; // nothing chokes any more
    std::deque<UnderWay> underWay_;
    bool stops_ = false; // what was sent last, when its answer comes
    std::optional<SteadyTime> stoppedAt_;
    std::vector<server::Request> sent_;
    std::vector<protocol::Checkpoint> told_; // checkpoints that the platform signed
    std::optional<Disk::Copy> backup_;       // the platform's

    std::map<std::string, Promise> promised_; // by packet id: a receipt was given
    std::map<std::string, Trouble> troubled_; // by packet id
    std::map<std::string, Bytes> cloned_;     // by packet id: the clone's packet
    std::set<std::string> tried_;             // put was called: the platform may have it
    std::set<std::string> denied_;            // the citizen was told that it is not submitted
    std::set<std::string> storedOnce_;        // the platform had it before it was restored
    std::set<std::string> lost_;              // and not after
    std::set<std::string> checkpointed_;      // the platform has said again that it has it
    std::set<std::string> deleted_;           // after that, by the terminal
    std::set<std::string> numbers_;
    std::optional<std::set<std::string>> confirmedBefore_; // the question that was just asked
    std::optional<outbox::Reservation> lastPromised_;
    bool chainKept_ = false;
    bool stopped_ = false; // suspended because of a copy, and seen by staff
    std::string broken_;
};

} // namespace jiujin::simulation
