#include "app/terminal/outbox/schema.h"

#include <array>
#include <cstdlib>

namespace jiujin::outbox {

namespace {

// Each entry takes the store from the version of its index to the next.
constexpr std::array<const char*, schemaVersion> migrations = {
    // chain: the one row that must never go back. packet: written once. progress: what becomes of
    // it, apart, so that a change does not rewrite the packet's pages.
    "CREATE TABLE chain(id INTEGER PRIMARY KEY CHECK(id=1), terminal TEXT NOT NULL, key TEXT NOT "
    "NULL, counter INTEGER NOT NULL, head TEXT NOT NULL, packet TEXT NOT NULL, number TEXT NOT "
    "NULL, lookup TEXT NOT NULL, mac BLOB NOT NULL);"
    "CREATE TABLE packet(counter INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT NOT NULL, "
    "header TEXT NOT NULL, content TEXT NOT NULL, taken INTEGER NOT NULL, grade TEXT NOT NULL, "
    "receipt TEXT NOT NULL, mac BLOB NOT NULL, packet BLOB NOT NULL);"
    "CREATE UNIQUE INDEX packet_id ON packet(id);"
    "CREATE TABLE progress(counter INTEGER PRIMARY KEY, state INTEGER NOT NULL, tries INTEGER NOT "
    "NULL, reason TEXT NOT NULL, settled INTEGER NOT NULL, bytes INTEGER NOT NULL, mac BLOB NOT "
    "NULL);"
    "CREATE INDEX queued ON progress(tries, counter) WHERE state=0;",
    // The state Confirmed, which the version before would not know; and what is no longer queued in
    // order, so that deciding what to delete reads no packet.
    "CREATE INDEX kept ON progress(state, counter, settled, bytes) WHERE state<>0;",
    // The materials of a packet, in the order of its header.
    "CREATE TABLE blob(counter INTEGER NOT NULL, place INTEGER NOT NULL, digest TEXT NOT NULL, "
    "bytes INTEGER NOT NULL, mac BLOB NOT NULL, PRIMARY KEY(counter, place)) WITHOUT ROWID;"
    "CREATE INDEX blob_digest ON blob(digest);",
    // What is old enough to be deleted, without a look at the rest.
    "CREATE INDEX confirmed ON progress(settled) WHERE state=4;"};

Error openFailure(const Database& database, const char* what) {
    const int code = sqlite3_extended_errcode(database.handle());
    return Error{ErrorCode::StoreOpen,
                 std::string("outbox: ") + what + ", SQLite " + std::to_string(code) +
                     ((code & 0xff) == SQLITE_BUSY ? ": another program has it open"
                                                   : std::string(": ") + sqlite3_errstr(code))};
}

Result<void> migrate(const Database& database, int version) {
    Transaction whole(database);
    if (whole.state() != SQLITE_OK)
        return openFailure(database, "begin");
    for (; version < schemaVersion; ++version)
        if (database.run(migrations.at(static_cast<std::size_t>(version))) != SQLITE_OK)
            return openFailure(database, "migration");
    if (database.run("PRAGMA user_version=" + std::to_string(schemaVersion)) != SQLITE_OK ||
        whole.commit() != SQLITE_OK)
        return openFailure(database, "migration");
    return {};
}

} // namespace

Result<void> prepareStore(const Database& database) {
    // EXTRA before TRUNCATE: otherwise the switch itself may be undone by a power loss. One
    // exclusive connection, because of the WAL-reset bug of SQLite 3.7 to 3.51 and to keep every
    // other program out.
    for (const char* pragma :
         {"PRAGMA locking_mode=EXCLUSIVE", "PRAGMA synchronous=EXTRA",
          "PRAGMA auto_vacuum=INCREMENTAL", "PRAGMA journal_mode=TRUNCATE",
          "PRAGMA secure_delete=ON", "PRAGMA temp_store=MEMORY", "PRAGMA cell_size_check=ON"})
        if (database.run(pragma) != SQLITE_OK)
            return openFailure(database, pragma);
    if (database.text("PRAGMA journal_mode") != "truncate" ||
        database.text("PRAGMA synchronous") != "3")
        return Error{ErrorCode::StoreOpen, "outbox: SQLite did not take the durable mode"};

    int version = std::atoi(database.text("PRAGMA user_version").c_str());
    if (version > schemaVersion)
        return Error{ErrorCode::StoreTooNew, "outbox: version " + std::to_string(version)};
    if (version == schemaVersion)
        return {};
    return migrate(database, version);
}

} // namespace jiujin::outbox
