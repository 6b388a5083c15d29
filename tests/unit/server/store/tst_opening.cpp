// What a store makes of the file that it finds.
#include "platform/server/store/event_chain.h"
#include "tests/unit/server/store/store_world.h"

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;

namespace {

// What a platform of the first release left: a case, a packet refused, one not decided yet.
constexpr const char* firstRelease = R"sql(
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
INSERT INTO packets VALUES
  (1, 'id-1', '330105-A017', 'N-1', 1, 'digest-1', '2026-11-22T04:00:00.000Z', 'stored', '', x'01'),
  (2, 'id-2', '330105-A017', 'N-2', 2, 'digest-2', '2026-11-22T04:00:00.000Z', 'refused', 'JJ-2105', x''),
  (3, 'id-3', '330105-A017', 'N-3', 3, 'digest-3', '2026-11-22T04:00:00.000Z', NULL, '', x'03');
INSERT INTO set_aside VALUES
  (1, 'id-2', '330105-A017', 'digest-2', '2026-11-22T04:00:00.000Z', 'JJ-2105', 'place', x'02');
INSERT INTO words VALUES (1, '330105-A017', 'id-1'), (2, '330105-A017', 'id-2');
PRAGMA user_version=1;
)sql";

} // namespace

class TestOpening : public QObject, StoreWorld {
    Q_OBJECT
private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void anotherFileIsNoStore() {
        store.reset();
        QFile wrong(QString::fromStdString(file().string()));
        QVERIFY(wrong.open(QIODevice::WriteOnly) && wrong.write(QByteArray(4096, 'x')) > 0);
        wrong.close();
        QVERIFY(!SqliteStore::open(file()).ok());
    }

    void aNewerStoreIsRefused() {
        store.reset();
        QVERIFY(Database::open(file())->run("PRAGMA user_version=999").ok());
        const auto opened = SqliteStore::open(file());
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::StoreTooNew);
    }

    void aStoreOfTheFirstReleaseIsBroughtForward() {
        store.reset();
        std::filesystem::remove(file());
        {
            const auto database = Database::open(file());
            QVERIFY(database->run(firstRelease).ok());
            const std::vector<CaseEvent> events{{noon, "received", "terminal:330105-A017", {}}};
            const auto event = chain("N-1", 1, events.front(), "");
            Statement row(*database, "INSERT INTO cases VALUES('N-1', 'id-1', ?, 1)");
            QVERIFY(row.bind(event.hash).finish().ok());
            Statement add(*database, "INSERT INTO events VALUES(1, 'N-1', 1, ?, ?)");
            QVERIFY(add.bind(event.json).bind(event.hash).finish().ok());
        }
        for (int i = 0; i < 2; ++i) { // the second time it is of this version
            reopen();
            QVERIFY(chainHolds("N-1"));
            QVERIFY(store->trail("N-1")->packet.packet == Bytes{1});
            const auto waiting = store->waiting(10, 1000);
            QCOMPARE(waiting->size(), std::size_t(1));
            QVERIFY(waiting->front().content == Bytes{3});
            QVERIFY(waiting->front().received == noon);
            QVERIFY(waiting->front().trace.empty());
        }
        // What comes again finds what is known of it.
        auto packet = packetOf("N-1");
        packet.packetId = "id-1";
        packet.headerDigest = "digest-1";
        QVERIFY(store->decide(packet, stored(packet))->verdict == Verdict::DuplicateSame);
        packet.packetId = "id-2";
        packet.headerDigest = "digest-2";
        QVERIFY((*store->decide(packet, stored(packet)) == Decision{Verdict::Refused, "JJ-2105"}));
        NewLetter letter = letterOf("id-3:digest-3");
        const auto number = store->waiting(10, 1000)->front().number;
        QCOMPARE(*store->post(letter), number);
        // A terminal that has read up to word 2 does not miss the next one.
        QVERIFY(store->answer({{number}, terminal, "packet", "word"}).ok());
        QCOMPARE(store->repliesTo(terminal, "packet", 2, 1000)->bodies.size(), std::size_t(1));
    }

    void aMissingStoreIsNotMadeByLooking() {
        const auto missing = file().parent_path() / "none.db";
        const auto opened = SqliteStore::open(missing, true);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::NotFound);
        QVERIFY(!std::filesystem::exists(missing));
    }
};

QTEST_GUILESS_MAIN(TestOpening)
#include "tst_opening.moc"
