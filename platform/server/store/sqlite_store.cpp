#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

constexpr std::int64_t schemaVersion = 1;

// packets.packet is empty once the packet was set aside: then set_aside holds it.
constexpr const char* schema = R"sql(
CREATE TABLE packets(
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL UNIQUE,
  terminal_id TEXT NOT NULL,
  case_number TEXT NOT NULL,
  counter INTEGER NOT NULL,
  header_digest TEXT NOT NULL,
  received TEXT NOT NULL,
  verdict TEXT,
  code TEXT NOT NULL DEFAULT '',
  packet BLOB NOT NULL);
CREATE INDEX packets_pending ON packets(seq) WHERE verdict IS NULL;
CREATE TABLE cases(
  case_number TEXT PRIMARY KEY,
  packet_id TEXT NOT NULL UNIQUE REFERENCES packets(packet_id),
  head TEXT NOT NULL,
  length INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events(
  seq INTEGER PRIMARY KEY,
  case_number TEXT NOT NULL REFERENCES cases(case_number),
  position INTEGER NOT NULL,
  json TEXT NOT NULL,
  hash TEXT NOT NULL,
  UNIQUE(case_number, position));
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TABLE words(
  seq INTEGER PRIMARY KEY,
  terminal_id TEXT NOT NULL,
  packet_id TEXT NOT NULL UNIQUE REFERENCES packets(packet_id));
CREATE INDEX words_of_terminal ON words(terminal_id, seq);
CREATE TABLE set_aside(
  seq INTEGER PRIMARY KEY,
  packet_id TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  header_digest TEXT NOT NULL,
  received TEXT NOT NULL,
  code TEXT NOT NULL,
  place TEXT NOT NULL,
  packet BLOB NOT NULL,
  UNIQUE(packet_id, header_digest));
PRAGMA user_version=1;
)sql";

} // namespace

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& file,
                                                       bool mustExist) {
    std::error_code ignored;
    if (mustExist && !std::filesystem::exists(file, ignored))
        return Error(ErrorCode::NotFound, file.string() + ": no store has been made yet");
    JIUJIN_TRY_ASSIGN(Database database, Database::open(file));
    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(database)));
    JIUJIN_TRY(store->migrate());
    return store;
}

// Forward only.
Result<void> SqliteStore::migrate() {
    return transaction([this]() -> Result<void> {
        Statement version(database_, "PRAGMA user_version");
        JIUJIN_TRY_ASSIGN(const bool row, version.next());
        const std::int64_t found = row ? version.number(0) : 0;
        if (found > schemaVersion)
            return Error(ErrorCode::StoreTooNew, "version " + std::to_string(found));
        return found == schemaVersion ? Result<void>() : database_.run(schema);
    });
}

Result<void> SqliteStore::transaction(const std::function<Result<void>()>& work) {
    const bool inner = depth_ > 0;
    JIUJIN_TRY(database_.run(inner ? "SAVEPOINT part" : "BEGIN IMMEDIATE"));
    ++depth_;
    Result<void> done = work();
    --depth_;
    if (done.ok())
        done = database_.run(inner ? "RELEASE part" : "COMMIT");
    // A full disk has undone the transaction already; undoing it twice is an error of no interest.
    if (!done.ok() && sqlite3_get_autocommit(database_.handle()) == 0)
        static_cast<void>(database_.run(inner ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK"));
    return done;
}

Result<Take> SqliteStore::take(const TakenPacket& packet) {
    Statement known(database_,
                    "SELECT header_digest, verdict, code FROM packets WHERE packet_id=?");
    JIUJIN_TRY_ASSIGN(const bool row, known.bind(packet.packetId).next());
    if (row && known.text(0) != packet.headerDigest) {
        const Decision conflict{protocol::Verdict::Conflict,
                                std::string(codeOf(ErrorCode::PacketConflict))};
        JIUJIN_TRY(setAside(packet, conflict, "the packet id is taken by another header"));
        return Take{TakeState::Conflict, conflict};
    }
    if (row && known.text(1).empty())
        return Take{TakeState::Pending, {}};
    if (row) {
        JIUJIN_TRY_ASSIGN(const auto verdict, protocol::verdictFrom(known.text(1)));
        return Take{TakeState::Decided, {verdict, known.text(2)}};
    }
    Statement insert(database_, "INSERT INTO packets(packet_id, terminal_id, case_number, counter, "
                                "header_digest, received, packet) VALUES(?,?,?,?,?,?,?)");
    insert.bind(packet.packetId)
        .bind(packet.terminalId)
        .bind(packet.caseNumber)
        .bind(static_cast<std::int64_t>(packet.counter))
        .bind(packet.headerDigest)
        .bind(toRfc3339(packet.received))
        .bind(ByteView(packet.packet));
    JIUJIN_TRY(insert.finish());
    return Take{TakeState::New, {}};
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

Result<bool> SqliteStore::belongsToAnother(const std::string& caseNumber,
                                           const std::string& packetId) {
    Statement owner(database_, "SELECT packet_id FROM cases WHERE case_number=?");
    JIUJIN_TRY_ASSIGN(const bool row, owner.bind(caseNumber).next());
    return row && owner.text(0) != packetId;
}

Result<void> SqliteStore::record(const TakenPacket& packet, const std::vector<CaseEvent>& events) {
    std::string head;
    std::vector<ChainedEvent> chained;
    for (const CaseEvent& event : events) {
        chained.push_back(chain(packet.caseNumber, chained.size() + 1, event, head));
        head = chained.back().hash;
    }
    Statement begin(database_,
                    "INSERT INTO cases(case_number, packet_id, head, length) VALUES(?,?,?,?)");
    begin.bind(packet.caseNumber).bind(packet.packetId).bind(head);
    JIUJIN_TRY(begin.bind(static_cast<std::int64_t>(chained.size())).finish());
    std::int64_t position = 0;
    for (const ChainedEvent& event : chained) {
        Statement append(database_,
                         "INSERT INTO events(case_number, position, json, hash) VALUES(?,?,?,?)");
        append.bind(packet.caseNumber).bind(++position).bind(event.json).bind(event.hash);
        JIUJIN_TRY(append.finish());
    }
    return {};
}

Result<Decision> SqliteStore::conclude(const Conclusion& conclusion) {
    Statement known(database_, "SELECT verdict, code FROM packets WHERE packet_id=?");
    JIUJIN_TRY_ASSIGN(const bool row, known.bind(conclusion.packetId).next());
    if (!row)
        return Error(ErrorCode::NotFound, "packet " + conclusion.packetId);
    if (!known.text(0).empty()) {
        JIUJIN_TRY_ASSIGN(const auto verdict, protocol::verdictFrom(known.text(0)));
        return Decision{verdict, known.text(1)};
    }
    JIUJIN_TRY_ASSIGN(const TakenPacket packet, packetOf(conclusion.packetId));
    JIUJIN_TRY_ASSIGN(const bool foreign, belongsToAnother(packet.caseNumber, packet.packetId));
    const Decision decision = foreign ? Decision{protocol::Verdict::Refused,
                                                 std::string(codeOf(ErrorCode::PacketConflict))}
                                      : conclusion.decision;
    const bool refused = decision.verdict == protocol::Verdict::Refused;
    if (refused)
        JIUJIN_TRY(
            setAside(packet, decision,
                     foreign ? "the case number belongs to another packet" : conclusion.place));
    if (!foreign)
        JIUJIN_TRY(record(packet, conclusion.events));
    Statement decide(database_, refused ? "UPDATE packets SET verdict=?, code=?, packet=x'' WHERE "
                                          "packet_id=?"
                                        : "UPDATE packets SET verdict=?, code=? WHERE packet_id=?");
    decide.bind(nameOf(decision.verdict)).bind(decision.code).bind(packet.packetId);
    JIUJIN_TRY(decide.finish());
    Statement word(database_, "INSERT INTO words(terminal_id, packet_id) VALUES(?,?)");
    JIUJIN_TRY(word.bind(packet.terminalId).bind(packet.packetId).finish());
    return decision;
}

} // namespace jiujin::server
