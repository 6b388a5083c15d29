// Mutants whose restart finds another store than the last run left: its rows are authentic, only
// not the last, or not all.
#include "platform/base/error.h"
#include "tests/simulation/world.h"

#include <sqlite3.h>

namespace jiujin::simulation {

namespace {

// Of the program that was here before. The rows of the packets that `which` names are gone.
std::string deletionOf(const std::string& which) {
    const std::string those = "(SELECT counter FROM progress WHERE " + which + ")";
    return "DELETE FROM packet WHERE counter IN " + those +
           "; DELETE FROM progress WHERE counter NOT IN (SELECT counter FROM packet)";
}

std::string deletionOf(Mutant mutant) {
    if (mutant == Mutant::DeletedUnacknowledged)
        return deletionOf("state=0 AND tries>0");
    if (mutant == Mutant::DeletedOn202)
        return deletionOf("state=0 AND reason='" + std::string(codeOf(ErrorCode::WordPending)) +
                          "'");
    return mutant == Mutant::DeletedUnconfirmed ? deletionOf("state=1") : "";
}

} // namespace

void World::restartAsMutant() {
    const std::string deletion = deletionOf(mutant_);
    if (deletion.empty() && mutant_ != Mutant::OldChain)
        return;
    sqlite3* store = nullptr;
    if (sqlite3_open((terminalDisk_.folder() / "outbox.db").c_str(), &store) == SQLITE_OK) {
        const auto run = [store](const std::string& sql) {
            sqlite3_exec(store, sql.c_str(), nullptr, nullptr, nullptr);
        };
        const std::string change = mutant_ == Mutant::OldChain ? oldChain() : deletion;
        run("PRAGMA synchronous=EXTRA; BEGIN; " + change + "; COMMIT");
    }
    sqlite3_close(store);
}

// Keeps the chain's row, or goes back to the one that was kept.
std::string World::oldChain() {
    const bool keep = !chainKept_ || dice_.chance(50);
    chainKept_ = true;
    return keep ? "CREATE TABLE IF NOT EXISTS old_chain AS SELECT * FROM chain; "
                  "DELETE FROM old_chain; INSERT INTO old_chain SELECT * FROM chain"
                : "DELETE FROM chain; INSERT INTO chain SELECT * FROM old_chain";
}

} // namespace jiujin::simulation
