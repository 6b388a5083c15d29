// Packets that a citizen was told are not submitted although a failed commit may have left them on
// the disk: a note beside the store, read at the next start, so that they are never sent.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace jiujin::outbox {

struct VoidNote {
    std::string packetId;
    std::string head; // of the receipt chain, before the packet
};

class Voids {
public:
    explicit Voids(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // As good as a disk that just failed allows.
    void add(const VoidNote& note) const;
    std::vector<VoidNote> all() const;
    void remove(const VoidNote& note) const;

private:
    std::filesystem::path fileOf(const std::string& packetId) const {
        return folder_ / ("void-" + packetId);
    }
    std::filesystem::path folder_;
};

} // namespace jiujin::outbox
