// What was sent and is not sent again soon: packets under way, and those that are stored there and
// not signed for yet.
#pragma once

#include "app/terminal/outbox/outbox.h"

namespace jiujin::sync {

class AwaitedPackets {
public:
    // No answer has come to this batch yet; isBack() when one has.
    void isUnderWay(const std::vector<outbox::QueuedPacket>& batch);
    void isBack(const std::vector<outbox::QueuedPacket>& batch);

    // Stored there: its word is waited for, since now.
    void await(const outbox::QueuedPacket& packet, SteadyTime now);
    void renew(const std::string& packetId, SteadyTime now);
    void forget(const std::string& packetId);

    // Of the packets whose words are waited for.
    std::size_t size() const { return packets_.size(); }
    bool empty() const { return packets_.empty(); }
    bool contains(const std::string& packetId) const { return packets_.contains(packetId); }
    // Of its header; null: it is not waited for.
    const std::string* headerDigest(const std::string& packetId) const;
    std::vector<std::string> olderThan(SteadyTime time) const; // and those of that time
    // Words of packets with materials cannot come with their batch.
    bool anyWithMaterials() const { return withMaterials_ > 0; }

    // Of all, those under way too.
    const std::set<std::int64_t>& counters() const { return counters_; }

private:
    struct Packet {
        std::string headerDigest;
        std::int64_t counter = 0;
        bool materials = false;
        SteadyTime since;
    };
    std::map<std::string, Packet> packets_;
    std::size_t withMaterials_ = 0;
    std::set<std::int64_t> counters_;
};

} // namespace jiujin::sync
