#include "app/terminal/outbox/row_store.h"

#include <algorithm>

namespace jiujin::outbox {

namespace {

// Fields with their lengths, so that no two rows share a spelling.
class Spelling {
public:
    explicit Spelling(std::string_view kind) { add(kind); }
    Spelling& add(std::string_view text) { return add(viewOf(text)); }
    Spelling& add(std::int64_t value) { return add(std::to_string(value)); }
    Spelling& add(ByteView bytes) {
        const std::string length = std::to_string(bytes.size()) + ':';
        bytes_.insert(bytes_.end(), length.begin(), length.end());
        bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
        return *this;
    }
    ByteView bytes() const { return bytes_; }

private:
    Bytes bytes_;
};

Bytes macOf(const Notary& notary, const ChainRow& row) {
    Spelling text("chain1");
    text.add(notary.terminalId()).add(notary.keyId()).add(row.counter).add(row.head);
    text.add(row.packet).add(row.number).add(row.lookup);
    return notary.authenticator(text.bytes());
}

Bytes macOf(const Notary& notary, const PacketRow& row) {
    Spelling text("packet1");
    text.add(row.counter).add(row.id).add(row.number).add(row.header).add(row.content);
    text.add(row.taken).add(row.grade).add(row.receipt).add(ByteView(row.packet));
    return notary.authenticator(text.bytes());
}

Bytes macOf(const Notary& notary, const BlobRow& row) {
    Spelling text("blob1");
    text.add(row.counter).add(row.place).add(row.digest).add(row.bytes);
    return notary.authenticator(text.bytes());
}

// The number of tries is left out: it only orders the queue.
Bytes macOf(const Notary& notary, const ProgressRow& row) {
    Spelling text("progress1");
    text.add(row.counter).add(static_cast<std::int64_t>(row.state)).add(row.reason);
    text.add(row.settled).add(row.bytes);
    return notary.authenticator(text.bytes());
}

int doneOr(int code) {
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int foundOr(int code) {
    return code == SQLITE_DONE ? SQLITE_NOTFOUND : code;
}

std::vector<std::int64_t> numbersOf(Statement& query) {
    std::vector<std::int64_t> numbers;
    while (query.step() == SQLITE_ROW)
        numbers.push_back(query.integer(0));
    return numbers;
}

} // namespace

Result<ChainRow> RowStore::chain() const {
    Statement query(database_, "SELECT terminal, key, counter, head, packet, number, lookup, mac "
                               "FROM chain WHERE id=1");
    const int code = query.step();
    if (code == SQLITE_DONE && database_.text("SELECT count(*) FROM packet") == "0") {
        const ChainRow first;
        if (save(first) != SQLITE_OK)
            return Error{ErrorCode::CommitFailed, "outbox: the chain's first row"};
        return first;
    }
    if (code != SQLITE_ROW)
        return Error{ErrorCode::StoreDamaged, "outbox: the chain's row is gone"};
    if (query.text(0) != notary_.terminalId() || query.text(1) != notary_.keyId())
        return Error{ErrorCode::KeyMismatch, "outbox: the store belongs to another device key"};
    const ChainRow row{query.integer(2), query.text(3), query.text(4), query.text(5),
                       query.text(6)};
    if (macOf(notary_, row) != query.blob(7))
        return Error{ErrorCode::StoreDamaged, "outbox: the chain's row is damaged"};
    return row;
}

int RowStore::save(const ChainRow& row) const {
    const std::string terminal = notary_.terminalId(), key = notary_.keyId();
    const Bytes mac = macOf(notary_, row);
    Statement change(database_, "INSERT OR REPLACE INTO chain VALUES(1,?,?,?,?,?,?,?,?)");
    change.bind(terminal).bind(key).bind(row.counter).bind(row.head);
    change.bind(row.packet).bind(row.number).bind(row.lookup).bind(ByteView(mac));
    return doneOr(change.step());
}

int RowStore::add(const PacketRow& row) const {
    const Bytes mac = macOf(notary_, row);
    Statement insert(database_, "INSERT INTO packet VALUES(?,?,?,?,?,?,?,?,?,?)");
    insert.bind(row.counter).bind(row.id).bind(row.number).bind(row.header).bind(row.content);
    insert.bind(row.taken).bind(row.grade).bind(row.receipt);
    insert.bind(ByteView(mac)).bind(ByteView(row.packet));
    return doneOr(insert.step());
}

int RowStore::add(const BlobRow& row) const {
    const Bytes mac = macOf(notary_, row);
    Statement insert(database_, "INSERT INTO blob VALUES(?,?,?,?,?)");
    insert.bind(row.counter).bind(row.place).bind(row.digest).bind(row.bytes);
    return doneOr(insert.bind(ByteView(mac)).step());
}

int RowStore::save(const ProgressRow& row) const {
    const Bytes mac = macOf(notary_, row);
    Statement change(database_, "INSERT OR REPLACE INTO progress VALUES(?,?,?,?,?,?,?)");
    change.bind(row.counter).bind(static_cast<std::int64_t>(row.state)).bind(row.tries);
    change.bind(row.reason).bind(row.settled).bind(row.bytes).bind(ByteView(mac));
    return doneOr(change.step());
}

int RowStore::packet(std::int64_t counter, PacketRow& out) const {
    Statement query(database_, "SELECT id, number, header, content, taken, grade, receipt, packet, "
                               "mac FROM packet WHERE counter=?");
    query.bind(counter);
    if (const int code = query.step(); code != SQLITE_ROW)
        return foundOr(code);
    out = {counter,          query.text(0), query.text(1), query.text(2), query.text(3),
           query.integer(4), query.text(5), query.text(6), query.blob(7)};
    return macOf(notary_, out) == query.blob(8) ? SQLITE_OK : SQLITE_CORRUPT;
}

int RowStore::progress(std::int64_t counter, ProgressRow& out) const {
    Statement query(
        database_,
        "SELECT state, tries, reason, settled, bytes, mac FROM progress WHERE counter=?");
    query.bind(counter);
    if (const int code = query.step(); code != SQLITE_ROW)
        return foundOr(code);
    out = {counter,          static_cast<State>(query.integer(0)),
           query.integer(1), query.text(2),
           query.integer(3), query.integer(4)};
    return macOf(notary_, out) == query.blob(5) ? SQLITE_OK : SQLITE_CORRUPT;
}

int RowStore::blobs(std::int64_t counter, std::vector<BlobRow>& out) const {
    Statement query(database_,
                    "SELECT place, digest, bytes, mac FROM blob WHERE counter=? ORDER BY place");
    query.bind(counter);
    int code = SQLITE_OK;
    while ((code = query.step()) == SQLITE_ROW) {
        out.push_back({counter, query.integer(0), query.text(1), query.integer(2)});
        if (macOf(notary_, out.back()) != query.blob(3))
            return SQLITE_CORRUPT;
    }
    return doneOr(code);
}

int RowStore::blobDigests(std::set<std::string>& out) const {
    Statement query(database_, "SELECT counter, place, digest, bytes, mac FROM blob");
    int code = SQLITE_OK;
    while ((code = query.step()) == SQLITE_ROW) {
        const BlobRow row{query.integer(0), query.integer(1), query.text(2), query.integer(3)};
        if (macOf(notary_, row) != query.blob(4))
            return SQLITE_CORRUPT;
        out.insert(row.digest);
    }
    return doneOr(code);
}

bool RowStore::namesBlob(std::string_view digest) const {
    Statement query(database_, "SELECT 1 FROM blob WHERE digest=?");
    return query.bind(digest).step() != SQLITE_DONE;
}

int RowStore::counterOf(std::string_view packetId, std::int64_t& out) const {
    Statement query(database_, "SELECT counter FROM packet WHERE id=?");
    query.bind(packetId);
    const int code = query.step();
    if (code != SQLITE_ROW)
        return foundOr(code);
    out = query.integer(0);
    return SQLITE_OK;
}

int RowStore::remove(std::int64_t counter) const {
    for (const char* sql :
         {"DELETE FROM packet WHERE counter=?", "DELETE FROM progress WHERE counter=?",
          "DELETE FROM blob WHERE counter=?"}) {
        Statement change(database_, sql);
        if (const int code = doneOr(change.bind(counter).step()); code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

std::vector<std::int64_t> RowStore::queued(std::size_t limit, std::size_t largest) const {
    Statement query(database_, "SELECT counter FROM progress WHERE state=0 AND bytes<=? "
                               "ORDER BY tries, counter LIMIT ?");
    query.bind(static_cast<std::int64_t>(largest)).bind(static_cast<std::int64_t>(limit));
    return numbersOf(query);
}

// SQLite takes the index of what is no longer queued only for who asks for just that.
std::vector<std::int64_t> RowStore::settled(State state, std::size_t limit) const {
    Statement query(database_, "SELECT counter FROM progress WHERE state=? AND state<>0 ORDER BY "
                               "counter LIMIT ?");
    query.bind(static_cast<std::int64_t>(state)).bind(static_cast<std::int64_t>(limit));
    return numbersOf(query);
}

std::vector<std::int64_t> RowStore::between(std::int64_t from, std::int64_t upTo) const {
    Statement query(database_,
                    "SELECT counter FROM progress WHERE counter BETWEEN ? AND ? ORDER BY counter");
    query.bind(from).bind(upTo);
    return numbersOf(query);
}

std::int64_t RowStore::bytesOf(std::int64_t counter) const {
    Statement query(database_, "SELECT length(packet) FROM packet WHERE counter=?");
    return query.bind(counter).step() == SQLITE_ROW ? query.integer(0) : 0;
}

std::int64_t RowStore::blobBytesOf(std::int64_t counter) const {
    Statement query(database_, "SELECT sum(bytes) FROM blob WHERE counter=?");
    return query.bind(counter).step() == SQLITE_ROW ? query.integer(0) : 0;
}

std::optional<Weight> RowStore::weightOf(std::int64_t counter) const {
    Statement query(database_,
                    "SELECT state, bytes FROM progress WHERE counter=? AND state BETWEEN 0 AND 4");
    if (query.bind(counter).step() != SQLITE_ROW)
        return std::nullopt;
    return Weight{counter, static_cast<State>(query.integer(0)),
                  query.integer(1) + blobBytesOf(counter)};
}

// Along the counters, which are the rows' own order: what went before is not looked at.
std::optional<RowStore::Waiting> RowStore::firstQueued(std::int64_t from, bool timed) const {
    Statement query(database_,
                    timed ? "SELECT q.counter, p.taken FROM progress q NOT INDEXED CROSS JOIN "
                            "packet p USING(counter) WHERE q.counter>=? AND q.state=0 AND "
                            "p.grade<>'unknown' ORDER BY q.counter LIMIT 1"
                          : "SELECT q.counter, p.taken FROM progress q NOT INDEXED CROSS JOIN "
                            "packet p USING(counter) WHERE q.counter>=? AND q.state=0 "
                            "ORDER BY q.counter LIMIT 1");
    if (query.bind(from).step() != SQLITE_ROW)
        return std::nullopt;
    return Waiting{query.integer(0), query.integer(1)};
}

std::vector<std::int64_t> RowStore::confirmedBefore(std::int64_t time) const {
    Statement query(database_, "SELECT counter FROM progress WHERE state=4 AND settled<?");
    query.bind(time);
    return numbersOf(query);
}

std::vector<std::int64_t> RowStore::oldestConfirmed(std::int64_t bytes) const {
    std::vector<std::int64_t> counters;
    Statement query(
        database_,
        "SELECT counter, bytes FROM progress WHERE state=4 AND state<>0 ORDER BY counter");
    while (bytes > 0 && query.step() == SQLITE_ROW) {
        counters.push_back(query.integer(0));
        bytes -= query.integer(1) + blobBytesOf(counters.back());
    }
    return counters;
}

std::vector<std::int64_t> RowStore::unclear() const {
    Statement query(database_, "SELECT counter FROM packet ORDER BY counter");
    std::vector<std::int64_t> counters = numbersOf(query);
    std::erase_if(counters, [&](std::int64_t counter) {
        ProgressRow row;
        return progress(counter, row) == SQLITE_OK;
    });
    return counters;
}

bool RowStore::anyBeyond(std::int64_t counter) const {
    Statement query(database_, "SELECT counter FROM packet WHERE counter > ?");
    query.bind(counter);
    const std::vector<std::int64_t> later = numbersOf(query);
    return std::any_of(later.begin(), later.end(), [&](std::int64_t each) {
        PacketRow row;
        return packet(each, row) == SQLITE_OK;
    });
}

} // namespace jiujin::outbox
