// The platform's store. One interface; SQLite behind it (sqlite_store.h), a server database later:
// values in and out, transactions as functions, no row stays open between calls. The open zone uses
// the mailbox, the inner zone the cases; a platform that plays both has both in one store.
// Not thread-safe: Committer owns it while the platform serves.
#pragma once

#include "platform/base/bytes.h"
#include "platform/protocol/acknowledgement.h"
#include "platform/protocol/mail.h"
#include "platform/server/store/blobs.h"
#include "platform/server/store/event_chain.h"

#include <functional>
#include <optional>

namespace jiujin::server {

// What a terminal sends to the inner zone. `name` says that two are the same: a packet's id and the
// digest of its header.
struct NewLetter {
    std::string kind, name, terminalId;
    WallTime received;
    Bytes content;
    // Named by the content: it is not given out before all of them are whole.
    std::vector<protocol::BlobReference> blobs = {};
};

struct WaitingReplies {
    std::vector<std::string> bodies;
    std::int64_t next = 0; // ask again with this
};

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

// What the inner zone found. Events are recorded in their order; with Refused the packet is set
// aside too.
struct Conclusion {
    Decision decision;
    std::string place; // for technicians, when refused
    std::vector<CaseEvent> events;
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

    // In the same transactions as everything else.
    virtual BlobStore& blobs() = 0;

    // --- The mailbox of the open zone.

    // Keeps a letter until it is answered; its number. One of the same kind and name that is still
    // here is the same letter, and waits for an answer again if it was set aside.
    virtual Result<std::int64_t> post(const NewLetter& letter) = 0;
    // Without an answer and with all their materials, oldest first, at most `limit` and together
    // `bytes`, but one at least.
    virtual Result<std::vector<protocol::Letter>> waiting(std::size_t limit, std::size_t bytes) = 0;
    // Keeps the body for its terminal and drops the letters; with an empty body they are set aside.
    // Nothing happens when all of them were answered before.
    virtual Result<void> answer(const protocol::Reply& reply) = 0;
    // Bodies of this kind for the terminal beyond `since`, oldest first, together at most `bytes`,
    // but one at least.
    virtual Result<WaitingReplies> repliesTo(const std::string& terminalId, std::string_view kind,
                                             std::int64_t since, std::size_t bytes) = 0;

    // --- The cases of the inner zone.

    // Records a packet with what was found, once. DuplicateSame when it was stored before; a
    // refusal stays one; Conflict, and set aside, when the packet id is taken by another header. A
    // case number that belongs to another packet turns the decision into Refused, PacketConflict.
    virtual Result<Decision> decide(const TakenPacket& packet, const Conclusion& conclusion) = 0;
    // Unverified: see verifyChain(). NotFound.
    virtual Result<CaseTrail> trail(const std::string& caseNumber) = 0;
    virtual Result<std::vector<CaseLine>> cases() = 0;
};

} // namespace jiujin::server
