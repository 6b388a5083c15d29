#include "tests/support/powerloss/crash_points.h"

#include "tests/support/powerloss/memory_folder.h"

#include <algorithm>
#include <cstdlib>

namespace jiujin::powerloss {

namespace {

std::optional<std::uint32_t> numberIn(const char* variable) {
    const char* text = std::getenv(variable);
    if (!text)
        return std::nullopt;
    return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

struct Moment {
    int index = 0; // as drawn: what names it
    std::size_t at = 0;
};

// In the order of time, so that the disk is built up once.
std::vector<Moment> momentsOf(const Plan& plan, std::size_t last) {
    std::mt19937 random(plan.seed);
    std::vector<Moment> moments;
    for (int i = 0; i < plan.points; ++i) {
        const Moment moment{i, random() % (last + 1)};
        if (!plan.only || *plan.only == i)
            moments.push_back(moment);
    }
    std::stable_sort(moments.begin(), moments.end(),
                     [](const Moment& a, const Moment& b) { return a.at < b.at; });
    return moments;
}

std::string replayOf(const Plan& plan, const Moment& moment, const std::string& what) {
    return what + "; again with JIUJIN_POWER_SEED=" + std::to_string(plan.seed) +
           " JIUJIN_POWER_POINTS=" + std::to_string(plan.points) +
           " JIUJIN_POWER_POINT=" + std::to_string(moment.index);
}

} // namespace

Recording::Recording(bool weak) {
    vfs_.emplace([this](FileEvent event) { return add(std::move(event)); });
    if (weak)
        vfs_->weaken();
}

Plan Plan::fromEnvironment(std::uint32_t seed, int points) {
    Plan plan{numberIn("JIUJIN_POWER_SEED").value_or(seed),
              static_cast<int>(numberIn("JIUJIN_POWER_POINTS").value_or(points)), std::nullopt};
    if (const auto only = numberIn("JIUJIN_POWER_POINT"))
        plan.only = static_cast<int>(*only);
    return plan;
}

Tally breakAt(const Recording& recording, const Plan& plan, const Check& check) {
    LostDisk disk;
    std::size_t applied = 0;
    Tally tally;
    for (const Moment& moment : momentsOf(plan, recording.size())) {
        for (; applied < moment.at; ++applied)
            disk.apply(recording.events()[applied]);
        std::mt19937 random(plan.seed * 1'000'003U + static_cast<std::uint32_t>(moment.index));
        // For each moment: nothing of the one before can be taken for its own.
        const MemoryFolder folder;
        disk.rebuild(folder.path(), static_cast<Wreck>(random() % 3), random);
        ++tally.points;
        const std::string broken = check(folder.path(), moment.at);
        if (!broken.empty() && tally.broken++ == 0)
            tally.first = replayOf(plan, moment, broken);
    }
    return tally;
}

} // namespace jiujin::powerloss
