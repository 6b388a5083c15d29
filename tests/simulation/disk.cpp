#include "tests/simulation/disk.h"

#include <fstream>
#include <iterator>
#include <sqlite3.h>

namespace jiujin::simulation {

namespace fs = std::filesystem;
using powerloss::FileChange;

int Disk::see(powerloss::FileEvent event) {
    if (fuse_ && (*fuse_)-- == 0) {
        fuse_.reset();
        dead_ = true;
    }
    if (dead_)
        return SQLITE_IOERR;
    if (full_ && event.change == FileChange::Write)
        return SQLITE_FULL;
    const bool sync = event.change == FileChange::Sync || event.change == FileChange::SyncFolder;
    if (sync && !syncs_)
        return SQLITE_OK;
    events_.push_back(std::move(event));
    lost_.apply(events_.back());
    return SQLITE_OK;
}

void Disk::revive() {
    dead_ = false;
    fuse_.reset();
}

void Disk::lostPower(Dice& dice) {
    const fs::path rebuilt = folder_.string() + "-rebuilt";
    fs::create_directories(rebuilt);
    std::mt19937 random(static_cast<std::uint32_t>(dice.number()));
    lost_.rebuild(rebuilt, static_cast<powerloss::Wreck>(dice.below(3)), random);
    fs::remove_all(folder_);
    fs::rename(rebuilt, folder_);
    lost_ = {};
    events_.clear();
    for (const auto& entry : fs::directory_iterator(folder_)) {
        std::ifstream file(entry.path(), std::ios::binary);
        lost_.place(entry.path().string(), Bytes(std::istreambuf_iterator<char>(file), {}));
    }
    revive();
}

} // namespace jiujin::simulation
