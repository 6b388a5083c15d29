// The outbox's own files with a watcher between, beside SQLite's (watched_vfs.h). For whom links
// app/terminal/outbox.
#pragma once

#include "app/terminal/outbox/blob_files.h"
#include "tests/support/powerloss/watched_vfs.h"

#include <cerrno>

namespace jiujin::powerloss {

class WatchedFiles : public outbox::BlobFiles {
public:
    explicit WatchedFiles(WatchedVfs::Watcher watcher) : watcher_(std::move(watcher)) {}

    int create(outbox::OpenFile& file) const override {
        const int error = told({FileChange::Create, file.path, 0, {}});
        return error != 0 ? error : disk_.create(file);
    }
    int append(outbox::OpenFile& file, ByteView bytes) const override {
        const int error =
            told({FileChange::Write, file.path, static_cast<sqlite3_int64>(file.bytes),
                  Bytes(bytes.begin(), bytes.end())});
        return error != 0 ? error : disk_.append(file, bytes);
    }
    // What a sync promises is judged by the watcher's record; the disk itself need not spin.
    int sync(const outbox::OpenFile& file) const override {
        return told({FileChange::Sync, file.path, 0, {}});
    }
    int rename(outbox::OpenFile& file, const std::filesystem::path& to) const override {
        const int error = told({FileChange::Rename, file.path, 0, {}, to});
        return error != 0 ? error : disk_.rename(file, to);
    }
    int remove(const std::filesystem::path& file) const override {
        const int error = told({FileChange::Unlink, file, 0, {}});
        return error != 0 ? error : disk_.remove(file);
    }
    int syncFolder(const std::filesystem::path& folder) const override {
        return told({FileChange::SyncFolder, folder / "any", 0, {}});
    }

private:
    int told(FileEvent event) const {
        const int code = watcher_(std::move(event));
        return code == SQLITE_OK ? 0 : (code & 0xff) == SQLITE_FULL ? ENOSPC : EIO;
    }

    WatchedVfs::Watcher watcher_;
    outbox::DiskBlobFiles disk_;
};

} // namespace jiujin::powerloss
