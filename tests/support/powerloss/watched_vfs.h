// SQLite's own file layer with a watcher between: it sees every change of a file before it happens,
// and may let it fail. Registered as the default while the object lives; one at a time.
#pragma once

#include "platform/base/bytes.h"

#include <functional>
#include <sqlite3.h>
#include <string>

namespace jiujin::powerloss {

// A folder is synced where SQLite's own layer does it: at the first sync of a journal, and after an
// unlink when asked to.
enum class FileChange { Create, Write, Truncate, Sync, SyncFolder, Unlink, Rename };

struct FileEvent {
    FileChange change;
    std::string file;         // its whole path
    sqlite3_int64 offset = 0; // of a write; the new size of a truncate
    Bytes data;               // of a write
    std::string to = {};      // of a rename: the new whole path
};

class WatchedVfs {
public:
    // SQLITE_OK lets the change happen; anything else is what SQLite gets instead.
    using Watcher = std::function<int(FileEvent)>;

    explicit WatchedVfs(Watcher watcher);
    ~WatchedVfs();
    WatchedVfs(const WatchedVfs&) = delete;
    WatchedVfs& operator=(const WatchedVfs&) = delete;

    // Every connection opened from here on gets SQLite's synchronous=NORMAL, whatever it asks for,
    // and is told that it has what it asked for.
    void weaken();

private:
    sqlite3_vfs layer_;
    bool weakened_ = false;
};

} // namespace jiujin::powerloss
