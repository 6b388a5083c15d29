// The platform's store. One interface; SQLite behind it (sqlite_store.h), a server database later.
// Not thread-safe: Committer owns it while the platform serves.
#pragma once

#include "platform/base/bytes.h"
#include "platform/protocol/acknowledgement.h"
#include "platform/server/store/event_chain.h"

#include <functional>
#include <optional>

namespace jiujin::server {

// A packet whose outer signature is good.
struct TakenPacket {
    std::string packetId, terminalId, caseNumber, headerDigest;
    std::uint64_t counter = 0;
    WallTime received;
    Bytes packet;
};

struct Decision {
    protocol::Verdict verdict = protocol::Verdict::Refused;
    std::string code; // with Refused
    bool operator==(const Decision&) const = default;
};

enum class TakeState {
    New,      // stored now, to be worked on
    Pending,  // was here with the same header, not decided yet
    Decided,  // was here with the same header; the decision is given
    Conflict, // was here with another header: set aside
};
struct Take {
    TakeState state = TakeState::New;
    Decision decision; // when Decided
};

// What the inner zone found. Events are recorded in their order; with Refused the packet is set
// aside too.
struct Conclusion {
    std::string packetId;
    Decision decision;
    std::string place; // for technicians, when refused
    std::vector<CaseEvent> events;
};

struct WaitingWords {
    std::vector<protocol::Acknowledgement> entries;
    std::int64_t next = 0; // ask again with this
};

struct CaseTrail {
    std::string caseNumber, head;
    std::vector<ChainedEvent> events;
    TakenPacket packet;
};

struct CaseLine {
    std::string caseNumber, packetId, terminalId;
    WallTime received;
    Decision decision;
};

// Errors: StoreOpen, StoreTooNew, DiskFull, CommitFailed, StoreDamaged, NotFound.
class Store {
public:
    virtual ~Store() = default;

    // All of `work` or nothing. Inside another transaction only the inner part is undone.
    virtual Result<void> transaction(const std::function<Result<void>()>& work) = 0;

    virtual Result<Take> take(const TakenPacket& packet) = 0;
    // Taken, not decided, oldest first.
    virtual Result<std::vector<TakenPacket>> pending(int limit) = 0;
    // Decides once: when the packet was decided before, that decision stands and is given. A case
    // number that belongs to another packet turns the decision into Refused, PacketConflict.
    virtual Result<Decision> conclude(const Conclusion& conclusion) = 0;

    // What was decided about this terminal's packets, beyond `since`.
    virtual Result<WaitingWords> wordsFor(const std::string& terminalId, std::int64_t since,
                                          int limit) = 0;
    // Unverified: see verifyChain(). NotFound.
    virtual Result<CaseTrail> trail(const std::string& caseNumber) = 0;
    virtual Result<std::vector<CaseLine>> cases() = 0;
};

} // namespace jiujin::server
