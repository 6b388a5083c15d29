// The mailbox of the open zone.
#include "platform/base/event.h"
#include "platform/protocol/shapes.h"
#include "platform/server/store/sqlite_store.h"

namespace jiujin::server {

Result<std::int64_t> SqliteStore::post(const NewLetter& letter) {
    Statement known(database_, "SELECT letter FROM mail WHERE kind=? AND name=?");
    JIUJIN_TRY_ASSIGN(const bool row, known.bind(letter.kind).bind(letter.name).next());
    if (row) {
        const std::int64_t number = known.number(0);
        // What came just now was verified; what lies here may have been damaged since.
        Statement again(database_,
                        "UPDATE mail SET set_aside=0, terminal_id=?1, received=?2, content=?3 "
                        "WHERE letter=?4 AND (set_aside<>0 OR terminal_id IS NOT ?1 OR content IS "
                        "NOT ?3)");
        again.bind(letter.terminalId).bind(toRfc3339(letter.received));
        JIUJIN_TRY(again.bind(ByteView(letter.content)).bind(number).finish());
        return number;
    }
    Statement insert(database_, "INSERT INTO mail(kind, name, terminal_id, received, content, "
                                "trace) VALUES(?,?,?,?,?,?)");
    insert.bind(letter.kind).bind(letter.name).bind(letter.terminalId);
    insert.bind(toRfc3339(letter.received)).bind(ByteView(letter.content));
    JIUJIN_TRY(insert.bind(letter.trace).finish());
    const std::int64_t number = sqlite3_last_insert_rowid(database_.handle());
    if (!letter.blobs.empty()) {
        JIUJIN_TRY(blobs_.attach(number, letter.name, letter.terminalId, letter.blobs));
        JIUJIN_TRY(blobs_.limitUnfinished(letter.terminalId));
    }
    return number;
}

Result<void> SqliteStore::withdraw(const std::vector<std::int64_t>& letters) {
    for (const std::int64_t letter : letters) {
        Statement drop(database_, "DELETE FROM mail WHERE letter=?");
        JIUJIN_TRY(drop.bind(letter).finish());
    }
    return {};
}

Result<std::vector<protocol::Letter>> SqliteStore::waiting(std::size_t limit, std::size_t bytes) {
    Statement rows(database_,
                   "SELECT letter, kind, terminal_id, received, content, length(content), "
                   "trace FROM mail WHERE set_aside=0 AND missing=0 ORDER BY letter LIMIT ?");
    rows.bind(static_cast<std::int64_t>(limit));
    std::vector<protocol::Letter> letters;
    std::vector<std::int64_t> damaged;
    std::size_t total = 0;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            break;
        const auto received = fromRfc3339(rows.text(3));
        if (!received.ok() || !protocol::isTerminalId(rows.text(2))) {
            damaged.push_back(rows.number(0));
            continue;
        }
        total += static_cast<std::size_t>(rows.number(5));
        if (!letters.empty() && total > bytes)
            break;
        letters.push_back(
            {rows.number(0), rows.text(1), rows.text(2), *received, rows.blob(4), rows.text(6)});
    }
    if (damaged.empty())
        return letters;
    JIUJIN_TRY(setAside(damaged));
    return waiting(limit, bytes);
}

// Until its terminal brings it again: then all of it is written anew.
Result<void> SqliteStore::setAside(const std::vector<std::int64_t>& damaged) {
    for (const std::int64_t letter : damaged) {
        Statement aside(database_, "UPDATE mail SET set_aside=1 WHERE letter=?");
        JIUJIN_TRY(aside.bind(letter).finish());
        logEvent(Event::PacketQuarantined, {{"letter", letter}, {"code", ErrorCode::StoreDamaged}});
    }
    return {};
}

Result<void> SqliteStore::answer(const protocol::Reply& reply) {
    const bool packets = reply.kind == protocol::packetLetter;
    const bool unusable = packets && reply.body.empty();
    int settled = 0;
    for (const std::int64_t letter : reply.letters) {
        if (unusable) {
            JIUJIN_TRY_ASSIGN(const bool waits, blobs_.takeBack(letter));
            if (waits)
                continue;
        } else {
            JIUJIN_TRY(blobs_.detach(letter));
        }
        Statement settle(database_, unusable ? "UPDATE mail SET set_aside=1 WHERE letter=?"
                                             : "DELETE FROM mail WHERE letter=?");
        JIUJIN_TRY(settle.bind(letter).finish());
        settled += sqlite3_changes(database_.handle());
    }
    if (unusable || !packets || settled == 0)
        return {};
    Statement keep(database_, "INSERT INTO replies(terminal_id, kind, body) VALUES(?,?,?)");
    return keep.bind(reply.terminalId).bind(reply.kind).bind(reply.body).finish();
}

Result<WaitingReplies> SqliteStore::repliesTo(const std::string& terminalId, std::string_view kind,
                                              std::int64_t since, std::size_t bytes) {
    Statement rows(database_, "SELECT seq, body FROM replies WHERE terminal_id=? AND kind=? AND "
                              "seq>? ORDER BY seq");
    rows.bind(terminalId).bind(kind).bind(since);
    WaitingReplies replies{{}, since};
    std::size_t total = 0;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool row, rows.next());
        if (!row)
            return replies;
        std::string body = rows.text(1);
        total += body.size();
        if (!replies.bodies.empty() && total > bytes)
            return replies;
        replies.next = rows.number(0);
        replies.bodies.push_back(std::move(body));
    }
}

} // namespace jiujin::server
