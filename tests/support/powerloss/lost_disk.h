// A disk that knows what was synced. Rebuilt after the power went: what was synced is there; of
// what was not, each sector of 512 bytes is kept, dropped or torn; a name that was made or unlinked
// without a sync of its folder may be as it was before.
#pragma once

#include "tests/support/powerloss/watched_vfs.h"

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <vector>

namespace jiujin::powerloss {

enum class Wreck {
    Nothing, // of what was not synced nothing is there
    Some,    // some sectors and names
    Torn,    // and some sectors are half garbage
};

class LostDisk {
public:
    // A file that was there, whole and synced, before the recording began.
    void place(const std::string& file, Bytes content);
    // `event` must outlive the disk.
    void apply(const FileEvent& event);
    // All files that are there then, by their whole paths.
    std::map<std::string, Bytes> rebuilt(Wreck wreck, std::mt19937& random) const;
    // The same, by their last names, into an empty folder.
    void rebuild(const std::filesystem::path& folder, Wreck wreck, std::mt19937& random) const;

private:
    struct Content {
        Bytes synced;
        std::vector<const FileEvent*> unsynced;
    };
    void syncFolderOf(const std::string& any);

    // Content behind a name as it became, oldest first; the first is what a sync has settled. Null:
    // no such file.
    using Name = std::vector<std::shared_ptr<Content>>;

    std::map<std::string, Name> names_;
};

} // namespace jiujin::powerloss
