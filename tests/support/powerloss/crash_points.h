// One recording, many moments at which the power may have gone.
//   JIUJIN_POWER_SEED    the seed of a run that is to be repeated
//   JIUJIN_POWER_POINTS  how many moments, instead of the ordinary number
//   JIUJIN_POWER_POINT   this one moment only, as a failure printed it
#pragma once

#include "tests/support/powerloss/lost_disk.h"

#include <optional>

namespace jiujin::powerloss {

// The changes of files in their order. A promise that was made after n of them holds at every
// moment from n on.
class Recording {
public:
    // Watches until `stop` or the end. With `weak`, connections sync as synchronous=NORMAL.
    explicit Recording(bool weak = false);
    void stop() { vfs_.reset(); }
    // A change of a file that is not SQLite's.
    int add(FileEvent event) {
        events_.push_back(std::move(event));
        return SQLITE_OK;
    }
    std::size_t size() const { return events_.size(); }
    const std::vector<FileEvent>& events() const { return events_; }

private:
    std::vector<FileEvent> events_;
    std::optional<WatchedVfs> vfs_;
};

// For what starts again on a rebuilt disk: syncing that one is not the question.
class UnsyncedVfs : public WatchedVfs {
public:
    UnsyncedVfs() : WatchedVfs([](const FileEvent&) { return SQLITE_OK; }) {}
};

struct Plan {
    std::uint32_t seed;
    int points;
    std::optional<int> only;
    static Plan fromEnvironment(std::uint32_t seed, int points);
};

struct Tally {
    int points = 0, broken = 0;
    std::string first; // what was broken first, and how to see it again
};

// What of the promises made before the moment is not there in `folder`; empty when all is.
using Check = std::function<std::string(const std::filesystem::path& folder, std::size_t moment)>;

Tally breakAt(const Recording& recording, const Plan& plan, const Check& check);

} // namespace jiujin::powerloss
