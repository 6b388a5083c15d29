#include "platform/server/store/sqlite_blobs.h"

#include "platform/protocol/digest.h"

namespace jiujin::server {

Result<void> SqliteBlobs::expect(const std::string& owner, const protocol::BlobReference& blob) {
    Statement insert(database_,
                     "INSERT OR IGNORE INTO blobs(owner, digest, bytes, held) VALUES(?,?,?,0)");
    insert.bind(owner).bind(blob.digest);
    return insert.bind(static_cast<std::int64_t>(blob.bytes)).finish();
}

Result<BlobState> SqliteBlobs::state(const std::string& owner, const std::string& digest) {
    Statement row(database_, "SELECT bytes, held FROM blobs WHERE owner=? AND digest=?");
    JIUJIN_TRY_ASSIGN(const bool found, row.bind(owner).bind(digest).next());
    if (!found)
        return Error(ErrorCode::NotFound, "no letter names the blob " + digest);
    return BlobState{static_cast<std::uint64_t>(row.number(0)),
                     static_cast<std::uint64_t>(row.number(1))};
}

// Whoever waits for it is looked at again.
Result<void> SqliteBlobs::save(const std::string& owner, const std::string& digest,
                               std::uint64_t held) {
    Statement change(database_, "UPDATE blobs SET held=? WHERE owner=? AND digest=?");
    JIUJIN_TRY(change.bind(static_cast<std::int64_t>(held)).bind(owner).bind(digest).finish());
    Statement letters(database_,
                      "UPDATE mail SET missing=(SELECT count(*) FROM letter_blobs l JOIN blobs b "
                      "USING(owner, digest) WHERE l.letter=mail.letter AND b.held<b.bytes) WHERE "
                      "letter IN (SELECT letter FROM letter_blobs WHERE owner=? AND digest=?)");
    return letters.bind(owner).bind(digest).finish();
}

Result<BlobState> SqliteBlobs::append(const std::string& owner, const std::string& digest,
                                      ByteView part) {
    JIUJIN_TRY_ASSIGN(BlobState now, state(owner, digest));
    Statement insert(database_,
                     "INSERT INTO blob_parts(owner, digest, position, content) VALUES(?,?,?,?)");
    insert.bind(owner).bind(digest).bind(static_cast<std::int64_t>(now.held));
    JIUJIN_TRY(insert.bind(part).finish());
    now.held += part.size();
    if (now.whole()) {
        JIUJIN_TRY_ASSIGN(const bool good, isWhole(owner, digest));
        now.damaged = !good;
    }
    if (now.damaged) {
        now.held = 0;
        JIUJIN_TRY(drop(owner, digest));
        return now;
    }
    JIUJIN_TRY(save(owner, digest, now.held));
    return now;
}

Result<bool> SqliteBlobs::isWhole(const std::string& owner, const std::string& digest) {
    Statement parts(database_,
                    "SELECT content FROM blob_parts WHERE owner=? AND digest=? ORDER BY position");
    parts.bind(owner).bind(digest);
    protocol::RunningDigest found;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool more, parts.next());
        if (!more)
            return found.text() == digest;
        found.add(parts.blob(0));
    }
}

Result<Bytes> SqliteBlobs::part(const std::string& owner, const std::string& digest,
                                std::uint64_t at) {
    Statement row(database_,
                  "SELECT content FROM blob_parts WHERE owner=? AND digest=? AND position=?");
    row.bind(owner).bind(digest).bind(static_cast<std::int64_t>(at));
    JIUJIN_TRY_ASSIGN(const bool found, row.next());
    if (!found)
        return Error(ErrorCode::NotFound, "no part of the blob " + digest + " begins there");
    return row.blob(0);
}

Result<void> SqliteBlobs::drop(const std::string& owner, const std::string& digest) {
    Statement parts(database_, "DELETE FROM blob_parts WHERE owner=? AND digest=?");
    JIUJIN_TRY(parts.bind(owner).bind(digest).finish());
    return save(owner, digest, 0);
}

Result<std::uint64_t> SqliteBlobs::heldBytes(const std::string& owner) {
    Statement sum(database_, "SELECT coalesce(sum(held), 0) FROM blobs WHERE owner=?");
    JIUJIN_TRY_ASSIGN([[maybe_unused]] const bool row, sum.bind(owner).next());
    return static_cast<std::uint64_t>(sum.number(0));
}

// Not what the letter of this one names, or a packet would never have all of its own.
Result<bool> SqliteBlobs::giveWay(const std::string& owner, const std::string& digest) {
    Statement row(database_,
                  "SELECT l.digest FROM mail m INDEXED BY mail_unfinished CROSS JOIN letter_blobs "
                  "l ON l.letter=m.letter "
                  "CROSS JOIN blobs b ON b.owner=l.owner AND b.digest=l.digest "
                  "WHERE m.terminal_id=?1 AND m.missing>0 AND b.held>0 AND NOT EXISTS (SELECT 1 "
                  "FROM letter_blobs o JOIN mail w ON w.letter=o.letter WHERE o.owner=l.owner AND "
                  "o.digest=l.digest AND (w.missing=0 OR EXISTS (SELECT 1 FROM letter_blobs own "
                  "WHERE own.letter=w.letter AND own.digest=?2))) ORDER BY m.letter LIMIT 1");
    JIUJIN_TRY_ASSIGN(const bool found, row.bind(owner).bind(digest).next());
    if (!found)
        return false;
    JIUJIN_TRY(drop(owner, row.text(0)));
    return true;
}

Result<bool> SqliteBlobs::complete(std::int64_t letter) {
    Statement row(database_, "SELECT 1 FROM mail WHERE letter=? AND missing>0");
    JIUJIN_TRY_ASSIGN(const bool missing, row.bind(letter).next());
    return !missing;
}

Result<void> SqliteBlobs::attach(std::int64_t letter, const std::string& name,
                                 const std::string& owner,
                                 const std::vector<protocol::BlobReference>& blobs) {
    for (const protocol::BlobReference& blob : blobs) {
        JIUJIN_TRY(expect(owner, blob));
        Statement link(database_,
                       "INSERT OR IGNORE INTO letter_blobs(letter, owner, digest) VALUES(?,?,?)");
        JIUJIN_TRY(link.bind(letter).bind(owner).bind(blob.digest).finish());
        JIUJIN_TRY_ASSIGN(const BlobState now, state(owner, blob.digest));
        JIUJIN_TRY(save(owner, blob.digest, now.held));
    }
    Statement again(database_, "UPDATE mail SET missing=0 WHERE letter=? AND EXISTS (SELECT 1 FROM "
                               "answered WHERE name=?)");
    return again.bind(letter).bind(name).finish();
}

Result<std::vector<SqliteBlobs::Named>> SqliteBlobs::namedBy(std::int64_t letter) {
    Statement rows(database_, "SELECT owner, digest FROM letter_blobs WHERE letter=?");
    rows.bind(letter);
    std::vector<Named> named;
    while (true) {
        JIUJIN_TRY_ASSIGN(const bool more, rows.next());
        if (!more)
            return named;
        named.push_back({rows.text(0), rows.text(1)});
    }
}

Result<void> SqliteBlobs::dropUnnamed(std::int64_t letter, const Named& blob) {
    Statement link(database_, "DELETE FROM letter_blobs WHERE letter=? AND digest=?");
    JIUJIN_TRY(link.bind(letter).bind(blob.digest).finish());
    Statement others(database_, "SELECT 1 FROM letter_blobs WHERE owner=? AND digest=?");
    JIUJIN_TRY_ASSIGN(const bool another, others.bind(blob.owner).bind(blob.digest).next());
    if (another)
        return {};
    JIUJIN_TRY(drop(blob.owner, blob.digest));
    Statement row(database_, "DELETE FROM blobs WHERE owner=? AND digest=?");
    return row.bind(blob.owner).bind(blob.digest).finish();
}

Result<void> SqliteBlobs::limitUnfinished(const std::string& owner) {
    std::vector<std::int64_t> beyond;
    {
        Statement rows(database_, "SELECT letter, length(content) FROM mail INDEXED BY "
                                  "mail_unfinished WHERE terminal_id=? "
                                  "AND missing>0 ORDER BY letter DESC");
        rows.bind(owner);
        std::size_t count = 0, bytes = 0;
        while (true) {
            JIUJIN_TRY_ASSIGN(const bool more, rows.next());
            if (!more)
                break;
            ++count;
            bytes += static_cast<std::size_t>(rows.number(1));
            if (count > 1 && (count > maxUnfinished || bytes > maxUnfinishedBytes))
                beyond.push_back(rows.number(0));
        }
    }
    for (const std::int64_t letter : beyond)
        JIUJIN_TRY(abandon(letter));
    return {};
}

Result<void> SqliteBlobs::abandon(std::int64_t letter) {
    JIUJIN_TRY_ASSIGN(const auto named, namedBy(letter));
    for (const Named& blob : named)
        JIUJIN_TRY(dropUnnamed(letter, blob));
    Statement gone(database_, "DELETE FROM mail WHERE letter=?");
    return gone.bind(letter).finish();
}

Result<void> SqliteBlobs::detach(std::int64_t letter) {
    JIUJIN_TRY_ASSIGN(const auto named, namedBy(letter));
    if (named.empty())
        return {};
    Statement known(database_,
                    "INSERT OR IGNORE INTO answered(name) SELECT name FROM mail WHERE letter=?");
    JIUJIN_TRY(known.bind(letter).finish());
    for (const Named& blob : named)
        JIUJIN_TRY(dropUnnamed(letter, blob));
    return {};
}

Result<bool> SqliteBlobs::takeBack(std::int64_t letter) {
    JIUJIN_TRY_ASSIGN(const auto named, namedBy(letter));
    for (const Named& blob : named)
        JIUJIN_TRY(drop(blob.owner, blob.digest));
    Statement forget(database_,
                     "DELETE FROM answered WHERE name=(SELECT name FROM mail WHERE letter=?)");
    JIUJIN_TRY(forget.bind(letter).finish());
    return !named.empty() && sqlite3_changes(database_.handle()) > 0;
}

} // namespace jiujin::server
