#include "platform/server/store/sqlite_store.h"

#include "platform/server/store/schema.h"

namespace jiujin::server {

namespace {

// Of packets under an id that is taken one terminal has so many kept, for staff to look at; they
// are all answered, and the terminal keeps them too.
constexpr std::int64_t maxConflicts = 32, maxConflictBytes = 64L * 1024 * 1024;

Decision conflict() {
    return {protocol::Verdict::Conflict, std::string(codeOf(ErrorCode::PacketConflict))};
}

} // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file,
                                                       bool mustExist) {
    std::error_code ignored;
    if (mustExist && !std::filesystem::exists(file, ignored))
        return Error(ErrorCode::NotFound, file.string() + ": no store has been made yet");
    JIUJIN_TRY_ASSIGN(Database database, Database::open(file));
    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(database)));
    JIUJIN_TRY(store->transaction([&] { return migrate(store->database_); }));
    return store;
}

Result<void> SqliteStore::transaction(const std::function<Result<void>()>& work) {
    const bool inner = depth_ > 0;
    JIUJIN_TRY(Statement(database_, inner ? "SAVEPOINT part" : "BEGIN IMMEDIATE").finish());
    ++depth_;
    Result<void> done = work();
    --depth_;
    if (done.ok())
        done = Statement(database_, inner ? "RELEASE part" : "COMMIT").finish();
    // A full disk has undone the transaction already; undoing it twice is an error of no interest.
    if (!done.ok() && sqlite3_get_autocommit(database_.handle()) == 0)
        static_cast<void>(database_.run(inner ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK"));
    return done;
}

Result<void> SqliteStore::setAside(const TakenPacket& packet, const Decision& decision,
                                   const std::string& place) {
    // The same wrong packet may come many times; one copy is enough.
    Statement insert(database_,
                     "INSERT OR IGNORE INTO set_aside(packet_id, terminal_id, header_digest, "
                     "received, code, place, packet) VALUES(?,?,?,?,?,?,?)");
    return insert.bind(packet.packetId)
        .bind(packet.terminalId)
        .bind(packet.headerDigest)
        .bind(toRfc3339(packet.received))
        .bind(decision.code)
        .bind(place)
        .bind(ByteView(packet.packet))
        .finish();
}

Result<void> SqliteStore::keepConflict(const TakenPacket& packet) {
    Statement kept(database_, "SELECT count(*), coalesce(sum(length(packet)), 0) FROM set_aside "
                              "WHERE terminal_id=? AND code=?");
    JIUJIN_TRY_ASSIGN(const bool row, kept.bind(packet.terminalId).bind(conflict().code).next());
    if (row && (kept.number(0) >= maxConflicts || kept.number(1) >= maxConflictBytes))
        return {};
    return setAside(packet, conflict(), "the packet id is taken by another header");
}

Result<bool> SqliteStore::belongsToAnother(const TakenPacket& packet) {
    Statement owner(database_, "SELECT terminal_id, packet_id FROM cases WHERE case_number=?");
    JIUJIN_TRY_ASSIGN(const bool row, owner.bind(packet.caseNumber).next());
    return row && (owner.text(0) != packet.terminalId || owner.text(1) != packet.packetId);
}

Result<void> SqliteStore::record(const TakenPacket& packet, const std::vector<CaseEvent>& events) {
    std::string head;
    std::vector<ChainedEvent> chained;
    for (const CaseEvent& event : events) {
        chained.push_back(chain(packet.caseNumber, chained.size() + 1, event, head));
        head = chained.back().hash;
    }
    Statement begin(
        database_,
        "INSERT INTO cases(case_number, terminal_id, packet_id, head, length) VALUES(?,?,?,?,?)");
    begin.bind(packet.caseNumber).bind(packet.terminalId).bind(packet.packetId).bind(head);
    JIUJIN_TRY(begin.bind(static_cast<std::int64_t>(chained.size())).finish());
    std::int64_t position = 0;
    for (const ChainedEvent& event : chained)
        JIUJIN_TRY(insert(packet.caseNumber, ++position, event));
    return {};
}

Result<void> SqliteStore::insert(const std::string& caseNumber, std::int64_t position,
                                 const ChainedEvent& event) {
    Statement row(database_,
                  "INSERT INTO events(case_number, position, json, hash) VALUES(?,?,?,?)");
    return row.bind(caseNumber).bind(position).bind(event.json).bind(event.hash).finish();
}

Result<void> SqliteStore::append(const std::string& caseNumber, const CaseEvent& event) {
    return transaction([&]() -> Result<void> {
        Statement found(database_, "SELECT head, length FROM cases WHERE case_number=?");
        JIUJIN_TRY_ASSIGN(const bool row, found.bind(caseNumber).next());
        if (!row)
            return Error(ErrorCode::NotFound, "case " + caseNumber);
        const std::int64_t position = found.number(1) + 1;
        const ChainedEvent next =
            chain(caseNumber, static_cast<std::uint64_t>(position), event, found.text(0));
        JIUJIN_TRY(insert(caseNumber, position, next));
        Statement forward(database_, "UPDATE cases SET head=?, length=? WHERE case_number=?");
        return forward.bind(next.hash).bind(position).bind(caseNumber).finish();
    });
}

// None when the packet is new.
Result<std::optional<Decision>> SqliteStore::earlierDecision(const TakenPacket& packet) {
    Statement known(
        database_,
        "SELECT header_digest, verdict, code FROM packets WHERE terminal_id=? AND packet_id=?");
    JIUJIN_TRY_ASSIGN(const bool row, known.bind(packet.terminalId).bind(packet.packetId).next());
    if (!row)
        return std::optional<Decision>();
    if (known.text(0) != packet.headerDigest) {
        JIUJIN_TRY(keepConflict(packet));
        return std::optional(conflict());
    }
    const auto verdict = protocol::verdictFrom(known.text(1));
    if (!verdict.ok())
        return Error(ErrorCode::StoreDamaged, "the verdict of packet " + packet.packetId);
    return std::optional(*verdict == protocol::Verdict::Stored
                             ? Decision{protocol::Verdict::DuplicateSame, ""}
                             : Decision{*verdict, known.text(2)});
}

Result<Decision> SqliteStore::decide(const TakenPacket& packet, const Conclusion& conclusion) {
    JIUJIN_TRY_ASSIGN(const TerminalLine sender, terminal(packet.terminalId));
    JIUJIN_TRY_ASSIGN(auto earlier, earlierDecision(packet));
    if (earlier && earlier->verdict == protocol::Verdict::Conflict) {
        earlier->stops = !sender.suspended;
        JIUJIN_TRY(suspend(packet));
    }
    if (earlier)
        return *earlier;
    if (sender.suspended)
        return Decision{protocol::Verdict::Refused,
                        std::string(codeOf(ErrorCode::TerminalSuspended))};
    JIUJIN_TRY_ASSIGN(const bool foreign, belongsToAnother(packet));
    Decision decision = foreign ? Decision{protocol::Verdict::Refused,
                                           std::string(codeOf(ErrorCode::PacketConflict))}
                                : conclusion.decision;
    const bool refused = decision.verdict == protocol::Verdict::Refused;
    if (refused)
        JIUJIN_TRY(
            setAside(packet, decision,
                     foreign ? "the case number belongs to another packet" : conclusion.place));
    Statement insert(database_,
                     "INSERT INTO packets(packet_id, terminal_id, case_number, counter, "
                     "header_digest, received, verdict, code, packet) VALUES(?,?,?,?,?,?,?,?,?)");
    insert.bind(packet.packetId)
        .bind(packet.terminalId)
        .bind(packet.caseNumber)
        .bind(static_cast<std::int64_t>(packet.counter))
        .bind(packet.headerDigest)
        .bind(toRfc3339(packet.received))
        .bind(nameOf(decision.verdict))
        .bind(decision.code)
        .bind(refused ? ByteView() : ByteView(packet.packet));
    JIUJIN_TRY(insert.finish());
    if (!foreign && !conclusion.events.empty())
        JIUJIN_TRY(record(packet, conclusion.events));
    JIUJIN_TRY_ASSIGN(decision.stops, enterChain(packet));
    return decision;
}

} // namespace jiujin::server
