#include "tests/support/powerloss/watched_vfs.h"

#include "tests/support/powerloss/weak_sync.h"

#include <new>

namespace jiujin::powerloss {

namespace {

// SQLite's C interface carries no context of ours through xOpen, so the one watcher stands here.
WatchedVfs::Watcher watcher;
sqlite3_vfs* below = nullptr;

struct WatchedFile {
    sqlite3_file base;
    const char* name;   // of a journal or database: lives as long as the file
    bool folderPending; // the first sync of a journal syncs its folder too
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

WatchedFile* watched(sqlite3_file* file) {
    return reinterpret_cast<WatchedFile*>(file);
}
const sqlite3_io_methods& methods(sqlite3_file* file) {
    return *watched(file)->real()->pMethods;
}
sqlite3_file* real(sqlite3_file* file) {
    return watched(file)->real();
}
int told(sqlite3_file* file, FileChange change, sqlite3_int64 offset, Bytes data) {
    const char* name = watched(file)->name;
    return name ? watcher({change, name, offset, std::move(data)}) : SQLITE_OK;
}

int closeFile(sqlite3_file* file) {
    return methods(file).xClose(real(file));
}
int readFile(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    return methods(file).xRead(real(file), to, size, at);
}
int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    const auto* bytes = static_cast<const std::uint8_t*>(from);
    if (const int code = told(file, FileChange::Write, at, Bytes(bytes, bytes + size)))
        return code;
    return methods(file).xWrite(real(file), from, size, at);
}
int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    if (const int code = told(file, FileChange::Truncate, size, {}))
        return code;
    return methods(file).xTruncate(real(file), size);
}
// What a sync promises is judged by the watcher's record; the disk itself need not spin.
int syncFile(sqlite3_file* file, int) {
    if (const int code = told(file, FileChange::Sync, 0, {}))
        return code;
    if (!watched(file)->folderPending)
        return SQLITE_OK;
    watched(file)->folderPending = false;
    return told(file, FileChange::SyncFolder, 0, {});
}
int sizeOf(sqlite3_file* file, sqlite3_int64* size) {
    return methods(file).xFileSize(real(file), size);
}
int lockFile(sqlite3_file* file, int level) {
    return methods(file).xLock(real(file), level);
}
int unlockFile(sqlite3_file* file, int level) {
    return methods(file).xUnlock(real(file), level);
}
int reservedLock(sqlite3_file* file, int* out) {
    return methods(file).xCheckReservedLock(real(file), out);
}
int controlFile(sqlite3_file* file, int what, void* argument) {
    if (what == SQLITE_FCNTL_PRAGMA && answersWeakly(static_cast<char**>(argument)))
        return SQLITE_OK;
    return methods(file).xFileControl(real(file), what, argument);
}
int sectorSize(sqlite3_file* file) {
    return methods(file).xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
    return methods(file).xDeviceCharacteristics(real(file));
}

constexpr sqlite3_io_methods fileMethods = {
    1,        closeFile,  readFile,     writeFile,   truncateFile, syncFile,        sizeOf,
    lockFile, unlockFile, reservedLock, controlFile, sectorSize,   characteristics, nullptr,
    nullptr,  nullptr,    nullptr,      nullptr,     nullptr};

// A database that a program made empty before SQLite came is as new as one that SQLite makes; the
// layer below takes an empty file for a missing one unless it is asked for its rights.
bool isNew(const char* name, int flags) {
    int there = 0;
    const int question =
        flags & SQLITE_OPEN_MAIN_DB ? SQLITE_ACCESS_EXISTS : SQLITE_ACCESS_READWRITE;
    below->xAccess(below, name, question, &there);
    return there == 0;
}

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* own = new (file) WatchedFile{};
    const bool kept = flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL);
    own->name = kept ? name : nullptr;
    own->folderPending = flags & SQLITE_OPEN_MAIN_JOURNAL;
    if (kept && isNew(name, flags))
        if (const int code = watcher({FileChange::Create, name, 0, {}}))
            return code;
    const int code = below->xOpen(below, name, own->real(), flags, out);
    own->base.pMethods = own->real()->pMethods ? &fileMethods : nullptr;
    return code;
}

int unlinkFile(sqlite3_vfs*, const char* name, int synced) {
    if (const int code = watcher({FileChange::Unlink, name, 0, {}}))
        return code;
    if (const int code = synced ? watcher({FileChange::SyncFolder, name, 0, {}}) : SQLITE_OK)
        return code;
    return below->xDelete(below, name, synced);
}

} // namespace

WatchedVfs::WatchedVfs(Watcher w) {
    watcher = std::move(w);
    below = sqlite3_vfs_find(nullptr);
    layer_ = *below;
    layer_.zName = "watched";
    layer_.szOsFile = static_cast<int>(sizeof(WatchedFile)) + below->szOsFile;
    layer_.xOpen = openFile;
    layer_.xDelete = unlinkFile;
    sqlite3_vfs_register(&layer_, 1);
}

WatchedVfs::~WatchedVfs() {
    if (weakened_)
        endWeakSync();
    sqlite3_vfs_unregister(&layer_);
    sqlite3_vfs_register(below, 1);
    watcher = nullptr;
}

void WatchedVfs::weaken() {
    weakened_ = true;
    beginWeakSync();
}

} // namespace jiujin::powerloss
