// Every version that was ever installed opens with its rows in it. What stands here as literal SQL
// and spellings is what those versions wrote; it is added to and never changed.
#include "app/terminal/outbox/schema.h"
#include "test_desk.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::outbox;

namespace {

constexpr const char* versions[] = {
    "CREATE TABLE chain(id INTEGER PRIMARY KEY CHECK(id=1), terminal TEXT NOT NULL, key TEXT NOT "
    "NULL, counter INTEGER NOT NULL, head TEXT NOT NULL, packet TEXT NOT NULL, number TEXT NOT "
    "NULL, lookup TEXT NOT NULL, mac BLOB NOT NULL);"
    "CREATE TABLE packet(counter INTEGER PRIMARY KEY, id TEXT NOT NULL, number TEXT NOT NULL, "
    "header TEXT NOT NULL, content TEXT NOT NULL, taken INTEGER NOT NULL, grade TEXT NOT NULL, "
    "receipt TEXT NOT NULL, mac BLOB NOT NULL, packet BLOB NOT NULL);"
    "CREATE UNIQUE INDEX packet_id ON packet(id);"
    "CREATE TABLE progress(counter INTEGER PRIMARY KEY, state INTEGER NOT NULL, tries INTEGER NOT "
    "NULL, reason TEXT NOT NULL, settled INTEGER NOT NULL, bytes INTEGER NOT NULL, mac BLOB NOT "
    "NULL);"
    "CREATE INDEX queued ON progress(tries, counter) WHERE state=0;",
    "CREATE INDEX kept ON progress(state, counter, settled, bytes) WHERE state<>0;",
    "CREATE TABLE blob(counter INTEGER NOT NULL, place INTEGER NOT NULL, digest TEXT NOT NULL, "
    "bytes INTEGER NOT NULL, mac BLOB NOT NULL, PRIMARY KEY(counter, place)) WITHOUT ROWID;"
    "CREATE INDEX blob_digest ON blob(digest);",
    "CREATE INDEX confirmed ON progress(settled) WHERE state=4;"};

constexpr std::int64_t taken = 1'794'000'000'000;
const std::string head(43, 'A'), openPacket = "019aa5a0-0000-7000-8000-000000000006";

std::string idOf(int counter) {
    return "019aa5a0-0000-7000-8000-00000000000" + std::to_string(counter);
}

std::string numberOf(int counter) {
    return "330105-A017-000000" + std::to_string(counter) + "-X";
}

std::string receiptOf(int counter) {
    return "JJ1.receipt." + std::to_string(counter);
}

} // namespace

class OutboxSchemaTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary_;
    TestNotary notary_;
    SetClock clock_;
    OutboxSettings settings_;
    Database database_;

    // "5:hello1:7", HMAC over it.
    Bytes mac(const std::vector<std::string>& fields) const {
        std::string text;
        for (const std::string& field : fields)
            text += std::to_string(field.size()) + ':' + field;
        return notary_.authenticator(viewOf(text));
    }
    void chainRow() {
        const Bytes code = mac({"chain1", notary_.terminal, notary_.key, "6", head, openPacket,
                                numberOf(6), "0123456789ABCDEF"});
        const std::string number = numberOf(6);
        Statement row(database_, "INSERT INTO chain VALUES(1,?,?,6,?,?,?,?,?)");
        row.bind(notary_.terminal).bind(notary_.key).bind(head).bind(openPacket);
        QCOMPARE(row.bind(number).bind("0123456789ABCDEF").bind(ByteView(code)).step(),
                 SQLITE_DONE);
    }
    void packetRow(int counter, int state) {
        const std::string at = std::to_string(counter), packet = "packet " + at;
        const std::string id = idOf(counter), number = numberOf(counter);
        const std::string receipt = receiptOf(counter);
        const std::string digest(43, char('a' + counter)), content = digest + '.' + digest;
        const std::string time = std::to_string(taken + counter);
        const Bytes code =
            mac({"packet1", at, id, number, digest, content, time, "drift", receipt, packet});
        Statement row(database_, "INSERT INTO packet VALUES(?,?,?,?,?,?,'drift',?,?,?)");
        row.bind(std::int64_t{counter}).bind(id).bind(number).bind(digest);
        row.bind(content).bind(taken + counter).bind(receipt).bind(ByteView(code));
        QCOMPARE(row.bind(viewOf(packet)).step(), SQLITE_DONE);
        const std::string reason = state == 2 ? "JJ-2305" : "", settled = state == 0 ? "0" : time;
        const Bytes progressCode =
            mac({"progress1", at, std::to_string(state), reason, settled, "8"});
        Statement progress(database_, "INSERT INTO progress VALUES(?,?,?,?,?,8,?)");
        progress.bind(std::int64_t{counter}).bind(std::int64_t{state}).bind(std::int64_t{1});
        progress.bind(reason).bind(state == 0 ? 0 : taken + counter);
        QCOMPARE(progress.bind(ByteView(progressCode)).step(), SQLITE_DONE);
    }
    void makeStore(int version) {
        std::filesystem::create_directories(settings_.folder);
        QCOMPARE(database_.open(settings_.folder / "outbox.db"), SQLITE_OK);
        QCOMPARE(database_.run("PRAGMA auto_vacuum=INCREMENTAL"), SQLITE_OK);
        for (int i = 0; i < version; ++i)
            QCOMPARE(database_.run(versions[i]), SQLITE_OK);
        QCOMPARE(database_.run("PRAGMA user_version=" + std::to_string(version)), SQLITE_OK);
        chainRow();
        for (const auto& [counter, state] :
             {std::pair{1, 1}, std::pair{2, 0}, std::pair{3, 2}, std::pair{4, 3}})
            packetRow(counter, state);
        if (version >= 2)
            packetRow(5, 4);
        database_ = {};
    }

private slots:
    void init() {
        temporary_ = std::make_unique<QTemporaryDir>();
        settings_ = settingsFor(temporary_->filePath(QStringLiteral("outbox")).toStdString());
        clock_ = {};
    }

    void everyVersionIsHere() { QCOMPARE(int(std::size(versions)), schemaVersion); }

    void everyRowIsFoundAgain_data() {
        QTest::addColumn<int>("version");
        for (int version = 1; version <= schemaVersion; ++version)
            QTest::newRow(std::to_string(version).c_str()) << version;
    }
    void everyRowIsFoundAgain() {
        QFETCH(int, version);
        makeStore(version);
        for (int opening = 0; opening < 2; ++opening) {
            const auto opened = Outbox::open(settings_, notary_, clock_);
            QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().text().c_str());
            Outbox& outbox = **opened;
            const QueueCount count = outbox.count();
            QCOMPARE(count.queued, 1);
            QCOMPARE(count.delivered, version >= 2 ? 2 : 1);
            QCOMPARE(count.quarantined, 1);
            QCOMPARE(count.damaged, 1);
            const std::pair<int, State> states[] = {{1, State::Delivered},
                                                    {2, State::Queued},
                                                    {3, State::Quarantined},
                                                    {4, State::Damaged}};
            for (const auto& [counter, state] : states) {
                const auto item = outbox.item(idOf(counter));
                QVERIFY2(item.ok(), item.ok() ? "" : item.error().text().c_str());
                QVERIFY(item->state == state);
                QCOMPARE(item->caseNumber, numberOf(counter));
                QCOMPARE(item->taken.time.time_since_epoch().count(), taken + counter);
                QCOMPARE(item->reason, std::string(state == State::Quarantined ? "JJ-2305" : ""));
            }
            const auto packets = outbox.next(10, 1000000);
            QCOMPARE(packets.size(), 1u);
            QCOMPARE(packets[0].packetId, idOf(2));
            QCOMPARE(std::string(textOf(packets[0].packet)), std::string("packet 2"));
        }
        Database database;
        QCOMPARE(database.open(settings_.folder / "outbox.db"), SQLITE_OK);
        QCOMPARE(database.text("PRAGMA user_version"), std::to_string(schemaVersion));
        QCOMPARE(database.text("PRAGMA integrity_check"), std::string("ok"));
    }

    // Version 1 knew no checkpoints: nothing of it may be deleted.
    void whatWasConfirmedGoesWhenItsTimeIsOver_data() { everyRowIsFoundAgain_data(); }
    void whatWasConfirmedGoesWhenItsTimeIsOver() {
        QFETCH(int, version);
        makeStore(version);
        const auto outbox = Outbox::open(settings_, notary_, clock_).value();
        clock_.now.time = WallTime(std::chrono::milliseconds(taken + 5)) + settings_.retention;
        outbox->tend();
        QCOMPARE(outbox->item(idOf(5)).ok(), version >= 2);
        clock_.now.time += std::chrono::milliseconds(1);
        outbox->tend();
        QCOMPARE(outbox->item(idOf(5)).error().code, ErrorCode::NotFound);
        QCOMPARE(outbox->count().delivered, 1);
        QVERIFY(outbox->item(idOf(1)).ok());
    }

    void counterReservationAndChainGoOn_data() { everyRowIsFoundAgain_data(); }
    void counterReservationAndChainGoOn() {
        QFETCH(int, version);
        makeStore(version);
        const auto outbox = Outbox::open(settings_, notary_, clock_).value();
        const Reservation before{openPacket, notary_.terminal, 6, numberOf(6), "0123456789ABCDEF"};
        const auto receipt = putFor(*outbox, before, viewOf("sealed"));
        QVERIFY2(receipt.ok(), receipt.ok() ? "" : receipt.error().text().c_str());
        QCOMPARE(protocol::decodeReceiptClaims(receipt->code.substr(8))->previous, head);
        QCOMPARE(outbox->reserve()->counter, 7u);
        QCOMPARE(*outbox->recall({1, 1}), 1);
        QCOMPARE(*outbox->retry(idOf(3)), 1);
        QCOMPARE(outbox->next(10, 1000000).size(), 4u);
    }

    // From version 3 on a packet may have materials.
    void aPacketFindsItsMaterialsAgain() {
        const std::string sealed = "a sealed scan", blob = notary_.digest(viewOf(sealed));
        makeStore(3);
        QCOMPARE(database_.open(settings_.folder / "outbox.db"), SQLITE_OK);
        const std::string digest(43, 'g'), content = digest + '.' + digest + ".1";
        const std::string bytes = std::to_string(sealed.size());
        const Bytes packetCode =
            mac({"packet1", "2", idOf(2), numberOf(2), digest, content, std::to_string(taken + 2),
                 "drift", receiptOf(2), "packet 2"});
        Statement packet(database_, "UPDATE packet SET header=?, content=?, mac=? WHERE counter=2");
        QCOMPARE(packet.bind(digest).bind(content).bind(ByteView(packetCode)).step(), SQLITE_DONE);
        const Bytes code = mac({"blob1", "2", "0", blob, bytes});
        Statement row(database_, "INSERT INTO blob VALUES(2,0,?,?,?)");
        row.bind(blob).bind(static_cast<std::int64_t>(sealed.size()));
        QCOMPARE(row.bind(ByteView(code)).step(), SQLITE_DONE);
        database_ = {};
        std::ofstream(settings_.folder / ("blob-" + blob)) << sealed;
        const auto outbox = Outbox::open(settings_, notary_, clock_).value();
        const auto queued = outbox->next(10, 1000000);
        QCOMPARE(queued.size(), 1u);
        QCOMPARE(queued[0].blobs.size(), 1u);
        QCOMPARE(queued[0].blobs[0].digest, blob);
        QVERIFY(outbox->checkBlob(queued[0].blobs[0]).ok());
    }

    void aLaterVersionIsLeftAlone() {
        makeStore(schemaVersion);
        QCOMPARE(database_.open(settings_.folder / "outbox.db"), SQLITE_OK);
        const std::string later = std::to_string(schemaVersion + 1);
        QCOMPARE(database_.run("PRAGMA user_version=" + later), SQLITE_OK);
        database_ = {};
        QCOMPARE(Outbox::open(settings_, notary_, clock_).error().code, ErrorCode::StoreTooNew);
        QCOMPARE(database_.open(settings_.folder / "outbox.db"), SQLITE_OK);
        QCOMPARE(database_.text("PRAGMA user_version"), later);
        QCOMPARE(database_.text("SELECT count(*) FROM packet"), std::string("5"));
        database_ = {};
    }
};

QTEST_GUILESS_MAIN(OutboxSchemaTest)
#include "tst_outbox_schema.moc"
