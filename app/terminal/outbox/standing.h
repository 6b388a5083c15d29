// Whether the inner zone has suspended this terminal: kept in a file beside the store, so that a
// restart without a network does not forget it.
#pragma once

#include "platform/base/clock.h"

#include <filesystem>

namespace jiujin::outbox {

struct Standing {
    bool suspended = false;
    WallTime said; // when the inner zone signed it, by its own clock; 1970: it never did
};

class StandingFile {
public:
    explicit StandingFile(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // Good, and never said, when there is no file that can be read.
    Standing load() const;
    // CommitFailed.
    Result<void> save(const Standing& standing) const;

private:
    std::filesystem::path folder_;
};

} // namespace jiujin::outbox
