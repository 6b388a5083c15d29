// A store of the fourth version, with rows in it, is brought forward: nothing that it knew is lost.
#include "platform/server/store/sqlite_store.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;

namespace {

const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
const std::string terminal = "330105-A017";

constexpr const char* fourthVersion = R"sql(
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
CREATE TABLE mail(
  letter INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  received TEXT NOT NULL,
  set_aside INTEGER NOT NULL DEFAULT 0,
  content BLOB NOT NULL,
  missing INTEGER NOT NULL DEFAULT 0,
  UNIQUE(kind, name));
CREATE INDEX mail_waiting ON mail(letter) WHERE set_aside=0 AND missing=0;
CREATE TABLE replies(
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  terminal_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL);
CREATE INDEX replies_of_terminal ON replies(terminal_id, kind, seq);
CREATE TABLE blobs(
  owner TEXT NOT NULL,
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  held INTEGER NOT NULL,
  PRIMARY KEY(owner, digest)) WITHOUT ROWID;
CREATE TABLE blob_parts(
  owner TEXT NOT NULL,
  digest TEXT NOT NULL,
  position INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY(owner, digest, position));
CREATE TABLE letter_blobs(
  letter INTEGER NOT NULL,
  owner TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY(letter, digest)) WITHOUT ROWID;
CREATE INDEX letters_of_blob ON letter_blobs(owner, digest);
CREATE TABLE answered(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE INDEX packets_of_terminal ON packets(terminal_id, counter);
CREATE TABLE receipts(
  packet_id TEXT PRIMARY KEY REFERENCES packets(packet_id),
  terminal_id TEXT NOT NULL,
  counter INTEGER NOT NULL,
  receipt TEXT NOT NULL,
  previous TEXT NOT NULL,
  taken INTEGER NOT NULL,
  grade TEXT NOT NULL,
  standing TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX receipts_in_chain ON receipts(terminal_id, previous);
CREATE TABLE terminals(
  terminal_id TEXT PRIMARY KEY,
  head_counter INTEGER NOT NULL,
  head_receipt TEXT NOT NULL,
  head_taken INTEGER NOT NULL,
  suspended TEXT NOT NULL,
  clash INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE days(day TEXT PRIMARY KEY, up_to INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE day_counts(
  day TEXT NOT NULL REFERENCES days(day),
  terminal_id TEXT NOT NULL,
  token TEXT NOT NULL,
  PRIMARY KEY(day, terminal_id)) WITHOUT ROWID;
CREATE TABLE differences(
  seq INTEGER PRIMARY KEY,
  found TEXT NOT NULL,
  terminal_id TEXT NOT NULL,
  from_counter INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  case_number TEXT NOT NULL,
  here INTEGER NOT NULL,
  there INTEGER NOT NULL,
  UNIQUE(terminal_id, from_counter, up_to, here, there));
INSERT INTO packets VALUES
  (3, 'id-1', '330105-A017', 'N-1', 1, 'digest-1', '2026-11-22T04:00:00.000Z', 'stored', '', x'01'),
  (7, 'id-2', '330105-A017', 'N-2', 2, 'digest-2', '2026-11-22T04:00:00.000Z', 'refused', 'JJ-2105', x'');
INSERT INTO set_aside VALUES
  (1, 'id-2', '330105-A017', 'digest-2', '2026-11-22T04:00:00.000Z', 'JJ-2105', 'place', x'02');
INSERT INTO receipts VALUES
  ('id-1', '330105-A017', 1, 'receipt-1', '', 1000, 'network', 'confirmed'),
  ('id-2', '330105-A017', 2, 'receipt-2', 'receipt-1', 2000, 'network', 'waiting');
INSERT INTO terminals VALUES('330105-A017', 1, 'receipt-1', 1000, '', 0);
INSERT INTO days VALUES('2026-11-21', 3);
PRAGMA user_version=4;
)sql";

TakenPacket packet(std::uint64_t counter) {
    const std::string number = std::to_string(counter);
    return {"id-" + number,
            terminal,
            "N-" + number,
            "digest-" + number,
            counter,
            noon,
            Bytes{static_cast<std::uint8_t>(counter)}};
}

} // namespace

class TestForward : public QObject {
    Q_OBJECT
    QTemporaryDir folder;

    std::filesystem::path file() const {
        return folder.filePath(QStringLiteral("platform.db")).toStdString();
    }
    void addCase(const Database& database, std::uint64_t counter) const {
        const TakenPacket its = packet(counter);
        const auto event =
            chain(its.caseNumber, 1, {noon, "received", "terminal:" + terminal, {}}, "");
        Statement row(database, "INSERT INTO cases VALUES(?,?,?,1)");
        QVERIFY(row.bind(its.caseNumber).bind(its.packetId).bind(event.hash).finish().ok());
        Statement add(database,
                      "INSERT INTO events(case_number, position, json, hash) VALUES(?,1,?,?)");
        QVERIFY(add.bind(its.caseNumber).bind(event.json).bind(event.hash).finish().ok());
    }

private slots:
    void whatWasKnownIsKnownStill() {
        {
            const auto database = Database::open(file());
            QVERIFY(database->run(fourthVersion).ok());
            addCase(*database, 1);
            addCase(*database, 2);
        }
        for (int i = 0; i < 2; ++i) { // the second time it is of this version
            const auto store = SqliteStore::open(file());
            QVERIFY2(store.ok(), store.ok() ? "" : store.error().text().c_str());
            for (const std::uint64_t counter : {1U, 2U}) {
                const auto trail = (*store)->trail(packet(counter).caseNumber);
                QVERIFY(trail.ok());
                QVERIFY(verifyChain(trail->caseNumber, trail->events, trail->head).ok());
                QVERIFY(trail->packet.packet == packet(counter).packet);
                QCOMPARE(trail->receipt,
                         counter == 1 ? ReceiptStanding::Confirmed : ReceiptStanding::Waiting);
            }
            QCOMPARE((*store)->openDay()->upTo, std::int64_t(7));
            QCOMPARE((*store)->decide(packet(1), {})->verdict, Verdict::DuplicateSame);
            QCOMPARE((*store)->decide(packet(2), {})->code, std::string("JJ-2105"));
        }
        const auto database = Database::open(file());
        Statement broken(*database, "PRAGMA foreign_key_check");
        QVERIFY(!*broken.next());
        QVERIFY(!database->run("DELETE FROM events").ok());
        QVERIFY(!database->run("UPDATE events SET hash=''").ok());
        QVERIFY(
            !database->run("INSERT INTO cases VALUES('N-9', '330105-A018', 'id-1', '', 0)").ok());
    }
};

QTEST_GUILESS_MAIN(TestForward)
#include "tst_forward.moc"
