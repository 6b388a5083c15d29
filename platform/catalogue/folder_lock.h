// One writer at a time in a published folder, for the files of this room: a timer that confirms and
// a person who publishes would else each say a later word without having heard the other's.
#pragma once

#include "platform/base/result.h"

#include <filesystem>

namespace jiujin::catalogue {

class FolderLock {
public:
    // Waits for it; makes the folder when it is missing. CommitFailed. Ends with this object, and
    // with the process, however that ends.
    static Result<FolderLock> on(const std::filesystem::path& folder);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(FolderLock&&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int file) : file_(file) {}

    int file_;
};

} // namespace jiujin::catalogue
