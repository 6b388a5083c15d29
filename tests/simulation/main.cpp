// The real outbox, sync, access and acceptance under simulated disk, network and clock.
//   simulation [--signed] FIRST COUNT        seeds FIRST … FIRST + COUNT - 1; a failing one is
//   printed simulation [--signed] --seed N [MUTANT]  one again, and what the programs logged
//   simulation --mutants                     each must be found
// --signed: with real keys, signatures and envelopes in place of a keyed hash.
#include "tests/simulation/signed.h"
#include "tests/simulation/world.h"
#include "tests/support/powerloss/memory_folder.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace jiujin::simulation;

namespace {

constexpr int steps = 24;
constexpr std::uint64_t seedsForAMutant = 3000;

std::string play(const Ground& ground, std::uint64_t seed, Mutant mutant) {
    return World(seed, mutant, ground).run(steps);
}

// The programs log as they would; thousands of worlds at once would only fill the disk.
void silence() {
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDERR_FILENO);
    ::close(nowhere);
}

// One thread: SQLite need not lock or count.
void hurry() {
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int playSeeds(const Ground& ground, std::uint64_t first, std::uint64_t count) {
    silence();
    for (std::uint64_t seed = first; seed < first + count; ++seed)
        if (const std::string broken = play(ground, seed, Mutant::None); !broken.empty()) {
            std::printf("seed %llu: %s\nagain with: simulation [--signed] --seed %llu\n",
                        static_cast<unsigned long long>(seed), broken.c_str(),
                        static_cast<unsigned long long>(seed));
            return 1;
        }
    std::printf("%llu seeds from %llu: every promise kept\n",
                static_cast<unsigned long long>(count), static_cast<unsigned long long>(first));
    return 0;
}

int huntMutants(const Ground& ground) {
    silence();
    int alive = 0;
    for (const Mutant mutant : allMutants) {
        std::uint64_t seed = 1;
        std::string broken;
        while (seed <= seedsForAMutant && (broken = play(ground, seed, mutant)).empty())
            ++seed;
        std::printf("%-26s %s", std::string(nameOf(mutant)).c_str(),
                    broken.empty() ? "LIVES" : "found");
        if (!broken.empty())
            std::printf(" by seed %llu: %s", static_cast<unsigned long long>(seed), broken.c_str());
        std::printf("\n");
        std::fflush(stdout);
        alive += broken.empty() ? 1 : 0;
    }
    return alive == 0 ? 0 : 1;
}

Mutant mutantNamed(std::string_view name) {
    for (const Mutant mutant : allMutants)
        if (nameOf(mutant) == name)
            return mutant;
    return Mutant::None;
}

int playAgain(const Ground& ground, std::uint64_t seed, Mutant mutant) {
    const std::string broken = play(ground, seed, mutant);
    std::printf("%s\n", broken.empty() ? "every promise kept" : broken.c_str());
    return broken.empty() ? 0 : 1;
}

std::uint64_t numberIn(std::string_view text) {
    return std::strtoull(std::string(text).c_str(), nullptr, 10);
}

} // namespace

int main(int count, char** words) {
    hurry();
    std::vector<std::string_view> asked(words + 1, words + count);
    const bool isSigned = !asked.empty() && asked.front() == "--signed";
    if (isSigned)
        asked.erase(asked.begin());
    const jiujin::powerloss::MemoryFolder folder;
    const Ground ground(folder.path(),
                        isSigned ? signedParties(WorldClock().wall().time) : keyedParties);
    if (asked.size() == 1 && asked[0] == "--mutants")
        return huntMutants(ground);
    if (asked.size() >= 2 && asked[0] == "--seed")
        return playAgain(ground, numberIn(asked[1]), mutantNamed(asked.size() > 2 ? asked[2] : ""));
    if (asked.size() != 2)
        return 2;
    const char* many = isSigned ? nullptr : std::getenv("JIUJIN_SIMULATION_SEEDS");
    return playSeeds(ground, numberIn(asked[0]), numberIn(many ? many : asked[1]));
}
