#include "app/terminal/sync/awaited.h"

namespace jiujin::sync {

using Batch = std::vector<outbox::QueuedPacket>;

void AwaitedPackets::isUnderWay(const Batch& batch) {
    for (const outbox::QueuedPacket& packet : batch)
        counters_.insert(packet.counter);
}

void AwaitedPackets::isBack(const Batch& batch) {
    for (const outbox::QueuedPacket& packet : batch)
        counters_.erase(packet.counter);
}

void AwaitedPackets::await(const outbox::QueuedPacket& packet, SteadyTime now) {
    forget(packet.packetId);
    const bool materials = !packet.blobs.empty();
    packets_[packet.packetId] = {packet.headerDigest, packet.counter, materials, now};
    withMaterials_ += materials ? 1 : 0;
    counters_.insert(packet.counter);
}

void AwaitedPackets::renew(const std::string& packetId, SteadyTime now) {
    if (const auto found = packets_.find(packetId); found != packets_.end())
        found->second.since = now;
}

void AwaitedPackets::forget(const std::string& packetId) {
    const auto found = packets_.find(packetId);
    if (found == packets_.end())
        return;
    withMaterials_ -= found->second.materials ? 1 : 0;
    counters_.erase(found->second.counter);
    packets_.erase(found);
}

const std::string* AwaitedPackets::headerDigest(const std::string& packetId) const {
    const auto found = packets_.find(packetId);
    return found == packets_.end() ? nullptr : &found->second.headerDigest;
}

std::vector<std::string> AwaitedPackets::olderThan(SteadyTime time) const {
    std::vector<std::string> old;
    for (const auto& [packetId, packet] : packets_)
        if (packet.since <= time)
            old.push_back(packetId);
    return old;
}

} // namespace jiujin::sync
