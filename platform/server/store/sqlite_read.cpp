// The questions that are asked about cases.
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

// A packet that was set aside is found there.
constexpr const char* selectPacket =
    "SELECT p.packet_id, p.terminal_id, p.case_number, p.header_digest, p.counter, p.received, "
    "CASE WHEN length(p.packet) > 0 THEN p.packet ELSE (SELECT s.packet FROM set_aside s WHERE "
    "s.terminal_id=p.terminal_id AND s.packet_id=p.packet_id AND s.header_digest=p.header_digest) "
    "END FROM packets p ";

Result<TakenPacket> readPacket(const Statement& row) {
    JIUJIN_TRY_ASSIGN(const WallTime received, fromRfc3339(row.text(5)));
    return TakenPacket{row.text(0),
                       row.text(1),
                       row.text(2),
                       row.text(3),
                       static_cast<std::uint64_t>(row.number(4)),
                       received,
                       row.blob(6)};
}

} // namespace

Result<TakenPacket> SqliteStore::packetOf(const std::string& terminalId,
                                          const std::string& packetId) {
    const std::string sql = std::string(selectPacket) + "WHERE p.terminal_id=? AND p.packet_id=?";
    Statement rows(database_, sql.c_str());
    JIUJIN_TRY_ASSIGN(const bool row, rows.bind(terminalId).bind(packetId).next());
    if (!row)
        return Error(ErrorCode::NotFound, "packet " + packetId);
    return readPacket(rows);
}

Result<CaseTrail> SqliteStore::trail(const std::string& caseNumber) {
    Statement found(database_,
                    "SELECT terminal_id, packet_id, head FROM cases WHERE case_number=?");
    JIUJIN_TRY_ASSIGN(const bool row, found.bind(caseNumber).next());
    if (!row)
        return Error(ErrorCode::NotFound, "case " + caseNumber);
    JIUJIN_TRY_ASSIGN(TakenPacket packet, packetOf(found.text(0), found.text(1)));
    JIUJIN_TRY_ASSIGN(const ReceiptStanding receipt, standingOf(packet));
    CaseTrail trail{caseNumber, found.text(2), {}, std::move(packet), receipt};
    // Every event that names the case, by number or by rank: one put in or moved must show.
    Statement rows(database_,
                   "SELECT json, hash FROM events WHERE case_number=? ORDER BY position");
    rows.bind(caseNumber);
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return trail;
        trail.events.push_back({rows.text(0), rows.text(1)});
    }
}

Result<std::vector<CaseLine>> SqliteStore::cases() {
    Statement rows(database_, "SELECT c.case_number, p.packet_id, p.terminal_id, p.received, "
                              "p.verdict, p.code FROM cases c JOIN packets p USING(terminal_id, "
                              "packet_id) "
                              "ORDER BY p.seq");
    std::vector<CaseLine> lines;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return lines;
        JIUJIN_TRY_ASSIGN(const WallTime received, fromRfc3339(rows.text(3)));
        JIUJIN_TRY_ASSIGN(const auto verdict, protocol::verdictFrom(rows.text(4)));
        lines.push_back(
            {rows.text(0), rows.text(1), rows.text(2), received, Decision{verdict, rows.text(5)}});
    }
}

Result<std::vector<AsideLine>> SqliteStore::aside(std::string_view code,
                                                  const std::string& terminalId) {
    Statement rows(database_, "SELECT packet_id, terminal_id, header_digest, received, code, "
                              "place, packet FROM set_aside WHERE code=? AND (?2='' OR "
                              "terminal_id=?2) ORDER BY seq");
    rows.bind(code).bind(terminalId);
    std::vector<AsideLine> lines;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return lines;
        JIUJIN_TRY_ASSIGN(const WallTime received, fromRfc3339(rows.text(3)));
        lines.push_back({rows.text(0), rows.text(1), rows.text(2), received, rows.text(4),
                         rows.text(5), rows.blob(6)});
    }
}

Result<std::vector<protocol::CheckpointLeaf>>
SqliteStore::stored(const std::string& terminalId, std::uint64_t from, std::uint64_t upTo) {
    Statement rows(database_, "SELECT counter, header_digest FROM packets WHERE terminal_id=? AND "
                              "counter BETWEEN ? AND ? AND verdict='stored' ORDER BY counter");
    rows.bind(terminalId)
        .bind(static_cast<std::int64_t>(from))
        .bind(static_cast<std::int64_t>(upTo));
    std::vector<protocol::CheckpointLeaf> leaves;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return leaves;
        leaves.push_back({static_cast<std::uint64_t>(rows.number(0)), rows.text(1)});
    }
}

} // namespace jiujin::server
