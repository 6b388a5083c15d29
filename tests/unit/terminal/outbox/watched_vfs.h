// SQLite's own file layer with a watcher between: it sees every change of a file before it happens,
// and may let it fail. Registered as the default while the object lives; one at a time.
#pragma once

#include "platform/base/bytes.h"

#include <functional>
#include <sqlite3.h>
#include <string>

namespace jiujin::outbox {

enum class FileChange { Write, Truncate, Sync, Delete, DeleteSynced };

struct FileEvent {
    FileChange change;
    std::string file;
    sqlite3_int64 offset = 0; // of a write; the new size of a truncate
    Bytes data;               // of a write
};

class WatchedVfs {
public:
    // SQLITE_OK lets the change happen; anything else is what SQLite gets instead.
    using Watcher = std::function<int(FileEvent)>;

    explicit WatchedVfs(Watcher watcher);
    ~WatchedVfs();

private:
    sqlite3_vfs layer_;
};

} // namespace jiujin::outbox
