// The mutant whose restart goes on with an older chain: the row is authentic, only not the last.
#include "tests/simulation/world.h"

#include <sqlite3.h>

namespace jiujin::simulation {

namespace {

// The store of a program that has ended.
template <typename Work>
void withStore(const std::filesystem::path& folder, Work&& work) {
    sqlite3* store = nullptr;
    if (sqlite3_open((folder / "outbox.db").c_str(), &store) == SQLITE_OK)
        work(store);
    sqlite3_close(store);
}

} // namespace

void World::goBackToOldChain() {
    withStore(terminalDisk_.folder(), [this](sqlite3* store) {
        const auto run = [store](const char* sql) {
            sqlite3_exec(store, sql, nullptr, nullptr, nullptr);
        };
        run("CREATE TABLE IF NOT EXISTS old_chain AS SELECT * FROM chain");
        if (!chainKept_ || dice_.chance(50)) {
            run("DELETE FROM old_chain; INSERT INTO old_chain SELECT * FROM chain");
            chainKept_ = true;
            return;
        }
        run("DELETE FROM chain; INSERT INTO chain SELECT * FROM old_chain");
    });
}

} // namespace jiujin::simulation
