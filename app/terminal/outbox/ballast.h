// A file that only takes room. A full disk lets SQLite not even delete; dropping the ballast gives
// back enough to deliver and clean up.
#pragma once

#include <cstdint>
#include <filesystem>

namespace jiujin::outbox {

class Ballast {
public:
    Ballast(std::filesystem::path file, std::uint64_t bytes)
        : file_(std::move(file)), bytes_(bytes) {}

    // True when the room is taken, before or now, and as much is left beside it: otherwise the next
    // packet would meet the wall at once. When not, the room is given back.
    bool load() const;
    void drop() const;
    // Bytes that this program may still take beside it; 0 when that cannot be told.
    std::uint64_t left() const;

private:
    std::filesystem::path file_;
    std::uint64_t bytes_;
};

} // namespace jiujin::outbox
