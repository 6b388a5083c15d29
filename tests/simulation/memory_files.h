// SQLite's files in memory: thousands of worlds need no file system below them. The default file
// layer while the object lives. No locks: every file has one connection.
#pragma once

#include "tests/simulation/seeded.h"

#include "platform/base/bytes.h"

#include <map>
#include <memory>
#include <sqlite3.h>

namespace jiujin::simulation {

// By whole path; shared with whoever has it open.
using MemoryFiles = std::map<std::string, std::shared_ptr<Bytes>, std::less<>>;

class MemoryVfs {
public:
    // What is random in SQLite comes from the seed.
    MemoryVfs(MemoryFiles& files, std::uint64_t seed);
    ~MemoryVfs();
    MemoryVfs(const MemoryVfs&) = delete;
    MemoryVfs& operator=(const MemoryVfs&) = delete;

    struct Ground {
        MemoryFiles& files;
        Dice dice;
    };

private:
    Ground ground_;
    sqlite3_vfs* const below_;
    sqlite3_vfs layer_;
};

} // namespace jiujin::simulation
