// The disks of terminal and platform under SQLite: each can die at its n-th change, fill up, and,
// when the power goes, lose what was not synced.
#pragma once

#include "tests/simulation/memory_files.h"
#include "tests/simulation/seeded.h"
#include "tests/support/powerloss/lost_disk.h"

#include <deque>
#include <optional>

namespace jiujin::simulation {

class Disk {
public:
    // Both must outlive the disk. The folder is for what programs do past SQLite.
    Disk(std::filesystem::path folder, MemoryFiles& files);

    bool holds(std::string_view file) const { return file.starts_with(prefix_); }
    const std::filesystem::path& folder() const { return folder_; }
    // The program dies before this many more changes are made.
    void dieAfter(std::size_t changes) { fuse_ = changes; }
    bool dead() const { return dead_; }
    void setFull(bool full) { full_ = full; }
    // A mutant's disk: syncs are swallowed.
    void swallowSyncs() { syncs_ = false; }

    // SQLite's files that are there now; and in the place of all files those of another day, whole
    // and synced. Of a copy only what stands on this disk counts.
    using Copy = std::map<std::string, Bytes>;
    Copy copy() const;
    void become(const Copy& copy);

    // The program is started again: after kill -9 with what it had written, after a power loss with
    // what was synced and part of the rest.
    void killed() { revive(); }
    void lostPower(Dice& dice);

    int see(powerloss::FileEvent event);

private:
    void revive();
    void put(const std::string& file, const Bytes& content);

    const std::filesystem::path folder_;
    const std::string prefix_; // of its files' names
    MemoryFiles& files_;
    std::optional<std::size_t> fuse_;
    bool dead_ = false, full_ = false, syncs_ = true;
    powerloss::LostDisk lost_;
    std::deque<powerloss::FileEvent> events_;
};

} // namespace jiujin::simulation
