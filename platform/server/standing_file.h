// The table of standing beside the store, as staff imported it last, followed while the platform
// runs.
#pragma once

#include "platform/server/casework/standing.h"

#include <filesystem>
#include <memory>
#include <mutex>

namespace jiujin::server {

class StandingFile : public Standing {
public:
    // Without the file nothing is known of anybody; it may come. FileUnreadable when it is there
    // and is no table.
    static Result<std::shared_ptr<const StandingFile>> follow(std::filesystem::path path);

    // A file that was replaced by what is no table leaves nothing known: what stands there may have
    // been withdrawn.
    matter::MaterialFacts of(const Secret& person, std::chrono::sys_days day) const override;

private:
    explicit StandingFile(std::filesystem::path path) : path_(std::move(path)) {}
    Result<void> look() const;

    const std::filesystem::path path_;
    mutable std::mutex mutex_;
    mutable std::optional<std::filesystem::file_time_type> seen_;
    mutable std::optional<StandingTable> table_;
};

} // namespace jiujin::server
