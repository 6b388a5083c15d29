// Receipts of a terminal, each of which names the one before, and what follows when one does not
// fit.
#include "platform/server/store/sqlite_store.h"

#include <algorithm>
#include <array>

namespace jiujin::server {

namespace {

struct Name {
    ReceiptStanding standing;
    std::string_view name;
};
// As stored.
constexpr std::array names{
    Name{ReceiptStanding::Waiting, "waiting"}, Name{ReceiptStanding::Confirmed, "confirmed"},
    Name{ReceiptStanding::Backdated, "backdated"}, Name{ReceiptStanding::Beside, "beside"}};

std::string_view nameOf(ReceiptStanding standing) {
    const auto* const found = std::ranges::find(names, standing, &Name::standing);
    return found == names.end() ? "" : found->name;
}

constexpr const char* selectTerminals =
    "SELECT terminal_id, head_counter, head_receipt, suspended, clash FROM terminals ";

TerminalLine readLine(const Statement& row) {
    TerminalLine line{row.text(0),
                      static_cast<std::uint64_t>(row.number(1)),
                      row.text(2),
                      {},
                      static_cast<std::uint64_t>(row.number(4))};
    if (row.text(3).empty())
        return line;
    const auto suspended = fromRfc3339(row.text(3));
    line.damaged = !suspended.ok();
    if (suspended.ok())
        line.suspended = *suspended;
    return line;
}

} // namespace

struct SqliteStore::Head {
    std::int64_t counter = 0;
    std::string receipt = {};
    std::int64_t taken = 0; // the latest so far, milliseconds; 0 while no clock could be trusted
};

Result<SqliteStore::Head> SqliteStore::headOf(const std::string& terminalId) {
    Statement row(database_, "SELECT head_counter, head_receipt, head_taken FROM terminals WHERE "
                             "terminal_id=?");
    JIUJIN_TRY_ASSIGN(const bool known, row.bind(terminalId).next());
    return known ? Head{row.number(0), row.text(1), row.number(2)} : Head{};
}

Result<void> SqliteStore::save(const std::string& terminalId, const Head& head) {
    Statement upsert(
        database_, "INSERT INTO terminals(terminal_id, head_counter, head_receipt, head_taken, "
                   "suspended, clash) VALUES(?,?,?,?,'',0) ON CONFLICT(terminal_id) DO UPDATE SET "
                   "head_counter=excluded.head_counter, head_receipt=excluded.head_receipt, "
                   "head_taken=excluded.head_taken");
    return upsert.bind(terminalId).bind(head.counter).bind(head.receipt).bind(head.taken).finish();
}

// Call it before the receipt is kept.
Result<bool> SqliteStore::clashes(const TakenPacket& packet) {
    Statement counter(database_,
                      "SELECT 1 FROM packets WHERE terminal_id=? AND counter=? AND packet_id<>?");
    counter.bind(packet.terminalId).bind(static_cast<std::int64_t>(packet.counter));
    JIUJIN_TRY_ASSIGN(const bool taken, counter.bind(packet.packetId).next());
    if (taken || !packet.link)
        return taken;
    Statement place(database_, "SELECT 1 FROM receipts WHERE terminal_id=? AND previous=?");
    return place.bind(packet.terminalId).bind(packet.link->place.before).next();
}

Result<void> SqliteStore::keepReceipt(const TakenPacket& packet, ReceiptStanding standing) {
    const protocol::ReceiptPlace& place = packet.link->place;
    Statement insert(database_, "INSERT INTO receipts(packet_id, terminal_id, counter, receipt, "
                                "previous, taken, grade, standing) VALUES(?,?,?,?,?,?,?,?)");
    return insert.bind(packet.packetId)
        .bind(packet.terminalId)
        .bind(static_cast<std::int64_t>(packet.counter))
        .bind(packet.link->receipt)
        .bind(place.before)
        .bind(std::int64_t{place.taken.time.time_since_epoch().count()})
        .bind(jiujin::nameOf(place.taken.grade))
        .bind(nameOf(standing))
        .finish();
}

// Whether this suspended the terminal.
Result<bool> SqliteStore::enterChain(const TakenPacket& packet) {
    JIUJIN_TRY_ASSIGN(const bool clash, clashes(packet));
    if (packet.link)
        JIUJIN_TRY(keepReceipt(packet, clash ? ReceiptStanding::Beside : ReceiptStanding::Waiting));
    JIUJIN_TRY(clash ? suspend(packet) : advance(packet.terminalId));
    return clash;
}

// Packets do not come in the order of their receipts: whatever is connected now goes along.
Result<void> SqliteStore::advance(const std::string& terminalId) {
    JIUJIN_TRY_ASSIGN(Head head, headOf(terminalId));
    const std::int64_t before = head.counter;
    while (true) {
        // Left to itself, SQLite takes the primary key, and looks through all of the terminal's.
        Statement next(database_,
                       "SELECT packet_id, counter, receipt, taken, grade FROM receipts "
                       "INDEXED BY receipts_in_chain WHERE "
                       "terminal_id=? AND previous=? AND standing='waiting' AND counter>?");
        next.bind(terminalId).bind(head.receipt).bind(head.counter);
        JIUJIN_TRY_ASSIGN(const bool row, next.next());
        if (!row)
            break;
        const bool timed = next.text(4) != jiujin::nameOf(ClockGrade::Unknown);
        const std::int64_t taken = timed ? next.number(3) : head.taken;
        Statement mark(database_,
                       "UPDATE receipts SET standing=? WHERE terminal_id=? AND packet_id=?");
        mark.bind(
            nameOf(taken < head.taken ? ReceiptStanding::Backdated : ReceiptStanding::Confirmed));
        JIUJIN_TRY(mark.bind(terminalId).bind(next.text(0)).finish());
        head = {next.number(1), next.text(2), std::max(taken, head.taken)};
    }
    return head.counter == before ? Result<void>() : save(terminalId, head);
}

// The time of the first clash stays.
Result<void> SqliteStore::suspend(const TakenPacket& packet) {
    Statement upsert(
        database_, "INSERT INTO terminals(terminal_id, head_counter, head_receipt, head_taken, "
                   "suspended, clash) VALUES(?,0,'',0,?,?) ON CONFLICT(terminal_id) DO UPDATE SET "
                   "suspended=excluded.suspended, clash=excluded.clash WHERE suspended=''");
    upsert.bind(packet.terminalId).bind(toRfc3339(packet.received));
    return upsert.bind(static_cast<std::int64_t>(packet.counter)).finish();
}

Result<void> SqliteStore::resume(const std::string& terminalId, const std::string& after) {
    Statement lift(database_, "UPDATE terminals SET suspended='' WHERE terminal_id=?");
    JIUJIN_TRY(lift.bind(terminalId).finish());
    if (sqlite3_changes(database_.handle()) == 0)
        return Error(ErrorCode::NotFound, "terminal " + terminalId);
    if (after.empty())
        return {};
    Statement found(database_, "SELECT counter, receipt, taken FROM receipts WHERE terminal_id=? "
                               "AND packet_id=?");
    JIUJIN_TRY_ASSIGN(const bool row, found.bind(terminalId).bind(after).next());
    if (!row)
        return Error(ErrorCode::NotFound, "a receipt of " + terminalId + " with packet " + after);
    JIUJIN_TRY(save(terminalId, {found.number(0), found.text(1), found.number(2)}));
    return advance(terminalId);
}

Result<TerminalLine> SqliteStore::terminal(const std::string& terminalId) {
    const std::string sql = std::string(selectTerminals) + "WHERE terminal_id=?";
    Statement rows(database_, sql.c_str());
    JIUJIN_TRY_ASSIGN(const bool row, rows.bind(terminalId).next());
    TerminalLine line = row ? readLine(rows) : TerminalLine{terminalId, 0, {}, {}, 0};
    if (line.damaged)
        return Error(ErrorCode::StoreDamaged, "when " + terminalId + " was suspended");
    return line;
}

Result<std::vector<TerminalLine>> SqliteStore::terminals() {
    const std::string sql = std::string(selectTerminals) + "ORDER BY terminal_id";
    Statement rows(database_, sql.c_str());
    std::vector<TerminalLine> lines;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return lines;
        lines.push_back(readLine(rows));
    }
}

Result<ReceiptStanding> SqliteStore::standingOf(const TakenPacket& packet) {
    Statement row(database_, "SELECT standing FROM receipts WHERE terminal_id=? AND packet_id=?");
    JIUJIN_TRY_ASSIGN(const bool known, row.bind(packet.terminalId).bind(packet.packetId).next());
    const auto* const found =
        known ? std::ranges::find(names, row.text(0), &Name::name) : names.end();
    return found == names.end() ? ReceiptStanding::Unknown : found->standing;
}

} // namespace jiujin::server
