// What was stored day by day, and where terminals count otherwise.
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

namespace {

constexpr std::int64_t maxDifferences = 1'000;

} // namespace

Result<OpenDay> SqliteStore::openDay() {
    Statement last(database_, "SELECT coalesce(max(up_to), 0) FROM days");
    JIUJIN_TRY_ASSIGN(const bool any, last.next());
    OpenDay open{any ? last.number(0) : 0, {}};
    Statement rows(database_, "SELECT seq, terminal_id, counter, header_digest, verdict FROM "
                              "packets WHERE seq>? ORDER BY +terminal_id, +counter");
    rows.bind(open.upTo);
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return open;
        open.upTo = std::max(open.upTo, rows.number(0));
        if (rows.text(4) == protocol::nameOf(protocol::Verdict::Stored))
            open.terminals[rows.text(1)].push_back(
                {static_cast<std::uint64_t>(rows.number(2)), rows.text(3)});
    }
}

Result<void> SqliteStore::closeDay(const std::string& day, std::int64_t upTo,
                                   const std::vector<DayLine>& lines) {
    Statement mark(database_, "INSERT INTO days(day, up_to) VALUES(?,?)");
    JIUJIN_TRY(mark.bind(day).bind(upTo).finish());
    for (const DayLine& line : lines) {
        Statement insert(database_,
                         "INSERT INTO day_counts(day, terminal_id, token) VALUES(?,?,?)");
        JIUJIN_TRY(insert.bind(day).bind(line.terminalId).bind(line.token).finish());
    }
    return {};
}

Result<std::vector<DayLine>> SqliteStore::day(const std::string& day) {
    Statement known(database_, "SELECT 1 FROM days WHERE day=?");
    JIUJIN_TRY_ASSIGN(const bool closed, known.bind(day).next());
    if (!closed)
        return Error(ErrorCode::NotFound, "the count of " + day);
    Statement rows(database_,
                   "SELECT terminal_id, token FROM day_counts WHERE day=? ORDER BY terminal_id");
    rows.bind(day);
    std::vector<DayLine> lines;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return lines;
        lines.push_back({rows.text(0), rows.text(1)});
    }
}

Result<void> SqliteStore::note(const CountDifference& difference) {
    Statement insert(database_,
                     "INSERT OR IGNORE INTO differences(found, terminal_id, from_counter, up_to, "
                     "case_number, here, there) VALUES(?,?,?,?,?,?,?)");
    insert.bind(toRfc3339(difference.found))
        .bind(difference.terminalId)
        .bind(static_cast<std::int64_t>(difference.from))
        .bind(static_cast<std::int64_t>(difference.upTo))
        .bind(difference.caseNumber)
        .bind(static_cast<std::int64_t>(difference.here));
    JIUJIN_TRY(insert.bind(static_cast<std::int64_t>(difference.there)).finish());
    if (sqlite3_changes(database_.handle()) == 0)
        return {};
    Statement oldest(database_,
                     "DELETE FROM differences WHERE seq IN (SELECT seq FROM differences WHERE "
                     "terminal_id=? ORDER BY seq DESC LIMIT -1 OFFSET ?)");
    return oldest.bind(difference.terminalId).bind(maxDifferences).finish();
}

Result<std::vector<CountDifference>> SqliteStore::differences(WallTime from, WallTime until) {
    Statement rows(database_, "SELECT found, terminal_id, from_counter, up_to, case_number, here, "
                              "there FROM differences WHERE found>=? AND found<? ORDER BY seq");
    rows.bind(toRfc3339(from)).bind(toRfc3339(until));
    std::vector<CountDifference> found;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return found;
        JIUJIN_TRY_ASSIGN(const WallTime time, fromRfc3339(rows.text(0)));
        const auto number = [&](int column) {
            return static_cast<std::uint64_t>(rows.number(column));
        };
        found.push_back(
            {time, rows.text(1), number(2), number(3), rows.text(4), number(5), number(6)});
    }
}

} // namespace jiujin::server
