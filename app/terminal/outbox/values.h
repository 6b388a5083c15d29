// What goes into the outbox and comes out of it.
#pragma once

#include "app/terminal/outbox/row_store.h"
#include "platform/base/clock.h"
#include "platform/protocol/packet.h"

#include <filesystem>

namespace jiujin::outbox {

// Beyond these nothing new is taken, long before the disk is full. A filing that is under way when
// a limit is reached is still taken: each leaves room for one.
struct Limits {
    std::int64_t rows = 50'000; // waiting to be sent
    // Of packets, and their materials, that must not be deleted.
    std::uint64_t bytes = 4UL * 1024 * 1024 * 1024;
    std::chrono::hours oldest = std::chrono::hours(24 * 90); // age of what waits
};

struct OutboxSettings {
    std::filesystem::path folder; // made 0700 when missing
    // Also what must be left beside it on the disk for a new visit.
    std::uint64_t ballastBytes = 16UL * 1024 * 1024;
    Limits limits{};
    // Acknowledged packets stay, sealed, for a platform that was restored from an older backup.
    std::chrono::hours retention = std::chrono::hours(24 * 30);
    std::uint64_t retainedBytes = 512UL * 1024 * 1024;
};

struct Reservation {
    std::string packetId, terminalId;
    std::uint64_t counter = 0;
    std::string caseNumber, lookupCode;
};

struct StoredReceipt {
    std::string caseNumber;
    std::string code; // for the QR: protocol/receipt.h
    WallTime taken;
    ClockGrade grade = ClockGrade::Unknown;
    bool operator==(const StoredReceipt&) const = default;
};

struct QueuedPacket {
    std::string packetId;
    std::string headerDigest; // base64url SHA-256 over the header's JSON
    Bytes packet;
    std::vector<protocol::BlobReference> blobs = {}; // as its header names them
    std::int64_t counter = 0;
};

struct QueueCount {
    std::int64_t queued = 0, delivered = 0, quarantined = 0, damaged = 0;
    std::chrono::seconds oldest{0}; // age of the oldest queued packet
};

// One packet as staff may see it: nothing of it is personal.
struct QueueItem {
    std::string packetId, caseNumber;
    std::int64_t counter = 0;
    State state = State::Queued;
    std::int64_t tries = 0;
    std::string reason; // an error's code, or empty
    std::int64_t bytes = 0;
    GradedTime taken;
};

// Terminal counters, both included.
struct CounterRange {
    std::int64_t from = 1, upTo = 1;
    bool operator==(const CounterRange&) const = default;
};

struct HeldCount {
    std::uint64_t count = 0;
    std::string root; // protocol::checkpointRoot()
};

enum class Finding {
    MissingThere, // acknowledged once, and gone: queued again
    OtherThere,   // another packet has this counter there
    NotHere       // not held here: deleted after its time, or filed by a copy of this terminal
};

struct Difference {
    std::int64_t counter = 0;
    Finding finding = Finding::MissingThere;
    std::string packetId; // empty with NotHere
    std::string caseNumber;
    bool operator==(const Difference&) const = default;
};

struct Reconciliation {
    std::int64_t agreed = 0; // packets
    std::vector<Difference> differences;
    std::vector<CounterRange> narrower; // to ask for, until each difference has its counter
};

} // namespace jiujin::outbox
