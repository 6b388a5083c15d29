// The platform's store. One interface; SQLite behind it (sqlite_store.h), a server database later:
// values in and out, transactions as functions, no row stays open between calls. The open zone uses
// the mailbox, the inner zone the cases; a platform that plays both has both in one store.
// Not thread-safe: Committer owns it while the platform serves.
#pragma once

#include "platform/base/bytes.h"
#include "platform/protocol/acknowledgement.h"
#include "platform/protocol/checkpoint.h"
#include "platform/protocol/mail.h"
#include "platform/protocol/packet.h"
#include "platform/server/store/blobs.h"
#include "platform/server/store/event_chain.h"

#include <functional>
#include <map>
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
    std::string trace = {}; // as of protocol::Letter
};

struct WaitingReplies {
    std::vector<std::string> bodies;
    std::int64_t next = 0; // ask again with this
};

// A packet's receipt, and where it says that it stands among its terminal's.
struct ReceiptLink {
    std::string receipt; // digest of its claims
    protocol::ReceiptPlace place;
    bool operator==(const ReceiptLink&) const = default;
};

// A packet whose outer signature is good.
struct TakenPacket {
    std::string packetId, terminalId, caseNumber, headerDigest;
    std::uint64_t counter = 0;
    WallTime received;
    Bytes packet;
    std::optional<ReceiptLink> link = {};
};

struct Decision {
    protocol::Verdict verdict = protocol::Verdict::Refused;
    std::string code;   // with Refused
    bool stops = false; // the terminal was suspended because of this packet
    bool operator==(const Decision&) const = default;
};

// What the inner zone found. Events are recorded in their order; with Refused the packet is set
// aside too. Without events no case begins: the number that the packet names is not its own.
struct Conclusion {
    Decision decision;
    std::string place; // for technicians, when refused
    std::vector<CaseEvent> events;
};

// A receipt in the chain of its terminal.
enum class ReceiptStanding {
    Unknown,   // its packet did not tell
    Waiting,   // the receipt before it has not come
    Confirmed, // every receipt from the first to this one is here
    Backdated, // in its place, but taken before the one before it
    Beside     // its counter or its place was another's already
};

struct CaseTrail {
    std::string caseNumber, head;
    std::vector<ChainedEvent> events;
    TakenPacket packet;
    ReceiptStanding receipt = ReceiptStanding::Unknown;
};

// The last receipt that is confirmed, or back-dated; 0 and empty while there is none.
struct TerminalLine {
    std::string terminalId;
    std::uint64_t headCounter = 0;
    std::string headReceipt;
    std::optional<WallTime> suspended; // since then
    std::uint64_t clash = 0;           // the counter for which it was suspended last, or 0
    bool damaged = false;              // whether it is suspended cannot be read
};

struct CaseLine {
    std::string caseNumber, packetId, terminalId;
    WallTime received;
    Decision decision;
};

// A packet that was set aside: it is kept beside the cases, for staff.
struct AsideLine {
    std::string packetId, terminalId, headerDigest;
    WallTime received;
    std::string code, place; // why
    Bytes packet;
};

// Where a terminal and the inner zone count otherwise, as a checkpoint's question told.
struct CountDifference {
    WallTime found;
    std::string terminalId;
    std::uint64_t from = 1, upTo = 1;  // counters; the same two when it has its case
    std::string caseNumber;            // then, else empty
    std::uint64_t here = 0, there = 0; // stored here, delivered as the terminal says
    bool operator==(const CountDifference&) const = default;
};

// What was stored since a day was closed last, by terminal and in the order of the counters.
struct OpenDay {
    std::int64_t upTo = 0; // where to close it
    std::map<std::string, std::vector<protocol::CheckpointLeaf>> terminals;
};
struct DayLine {
    std::string terminalId, token; // protocol/day_count.h, signed
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
    // here is the same letter: what came last is its content, and it waits for an answer again if
    // it was set aside. Of those that wait for materials a terminal has 256, and 64 MiB: beyond
    // that its oldest are dropped.
    virtual Result<std::int64_t> post(const NewLetter& letter) = 0;
    // Nobody waits for the answers any longer: those that have none are dropped.
    virtual Result<void> withdraw(const std::vector<std::int64_t>& letters) = 0;
    // Without an answer and with all their materials, oldest first, at most `limit` and together
    // `bytes`, but one at least. A letter whose row is damaged is set aside, with an alarm.
    virtual Result<std::vector<protocol::Letter>> waiting(std::size_t limit, std::size_t bytes) = 0;
    // Drops the letters, and keeps the body for its terminal when they were packets: all else is
    // for who waits for it. With an empty body packets are set aside. Nothing happens when all of
    // them were answered before.
    virtual Result<void> answer(const protocol::Reply& reply) = 0;
    // Bodies of this kind for the terminal beyond `since`, oldest first, together at most `bytes`,
    // but one at least.
    virtual Result<WaitingReplies> repliesTo(const std::string& terminalId, std::string_view kind,
                                             std::int64_t since, std::size_t bytes) = 0;

    // --- The cases of the inner zone.

    // Records a packet with what was found, once. DuplicateSame when it was stored before; a
    // refusal stays one; Conflict, and set aside unless many are already, when the packet id is
    // taken by another header of its terminal: what other terminals call theirs is nobody's
    // concern. A case number that belongs to another packet turns the decision into Refused,
    // PacketConflict. A packet whose counter, or whose receipt's place in the chain, was another's
    // already suspends its terminal: what was decided stays and is told again, nothing new is
    // decided or kept (Refused, TerminalSuspended) until staff resume it.
    virtual Result<Decision> decide(const TakenPacket& packet, const Conclusion& conclusion) = 0;
    // Puts an event behind those of the case. Look at the trail in the same transaction: what is
    // put behind a broken chain makes it no better. NotFound.
    virtual Result<void> append(const std::string& caseNumber, const CaseEvent& event) = 0;
    // Unverified: see verifyChain(). NotFound.
    virtual Result<CaseTrail> trail(const std::string& caseNumber) = 0;
    virtual Result<std::vector<CaseLine>> cases() = 0;
    // What was set aside with this code, oldest first; of one terminal, or of all.
    virtual Result<std::vector<AsideLine>> aside(std::string_view code,
                                                 const std::string& terminalId) = 0;

    // --- Terminals, and counting together with them.

    // Stored packets with these counters, in their order.
    virtual Result<std::vector<protocol::CheckpointLeaf>>
    stored(const std::string& terminalId, std::uint64_t from, std::uint64_t upTo) = 0;
    // A terminal that nothing is known of has no head and is not suspended. StoreDamaged when its
    // row is.
    virtual Result<TerminalLine> terminal(const std::string& terminalId) = 0;
    // All, the damaged ones too.
    virtual Result<std::vector<TerminalLine>> terminals() = 0;
    // It may file again. With `after`, a packet of it, the chain goes on behind that one's receipt.
    // NotFound.
    virtual Result<void> resume(const std::string& terminalId, const std::string& after) = 0;

    virtual Result<OpenDay> openDay() = 0;
    virtual Result<void> closeDay(const std::string& day, std::int64_t upTo,
                                  const std::vector<DayLine>& lines) = 0;
    // NotFound when it was not closed.
    virtual Result<std::vector<DayLine>> day(const std::string& day) = 0;
    // One of the same terminal and counters that is here already stays as it is. A terminal has a
    // thousand: the oldest go.
    virtual Result<void> note(const CountDifference& difference) = 0;
    virtual Result<std::vector<CountDifference>> differences(WallTime from, WallTime until) = 0;
};

} // namespace jiujin::server
