#include "platform/base/uuid.h"
#include "platform/server/store/committer.h"
#include "platform/server/store/sqlite_store.h"

#include <QtTest/QtTest>

#include <QTemporaryDir>
#include <atomic>
#include <csignal>
#include <latch>
#include <sys/resource.h>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;

namespace {

const WallTime noon = *fromRfc3339("2026-11-22T04:00:00.000Z");
const std::string terminal = "330105-A017";

TakenPacket packetOf(const std::string& caseNumber, std::string content = "sealed") {
    return {newUuid7(noon), terminal, caseNumber, "digest-of-header", 1, noon, bytesOf(content)};
}

Conclusion stored(const TakenPacket& packet) {
    return {packet.packetId,
            {Verdict::Stored, ""},
            "",
            {{noon, "received", "terminal:" + terminal, {{"packet", packet.packetId}}},
             {noon, "accepted-for-checking", "platform:inner", {}}}};
}

Conclusion refused(const TakenPacket& packet) {
    return {packet.packetId,
            {Verdict::Refused, "JJ-2105"},
            "place",
            {{noon, "received", "terminal:" + terminal, {}},
             {noon, "refused", "platform:inner", {{"code", "JJ-2105"}}}}};
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> folder;
    std::unique_ptr<SqliteStore> store;

    std::filesystem::path file() const {
        return folder->filePath(QStringLiteral("platform.db")).toStdString();
    }
    // As somebody with the file in hand would, past all triggers.
    void tamper(const std::string& sql) const {
        auto database = Database::open(file());
        QVERIFY(database.ok());
        QVERIFY(database->run("DROP TRIGGER events_stay; DROP TRIGGER events_remain").ok());
        QVERIFY(database->run(sql.c_str()).ok());
    }
    bool chainHolds(const std::string& number) const {
        const auto trail = store->trail(number);
        return trail.ok() && verifyChain(number, trail->events, trail->head).ok();
    }
    void reopen() {
        store.reset();
        auto opened = SqliteStore::open(file());
        QVERIFY(opened.ok());
        store = std::move(opened).value();
    }

private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void aPacketIsTakenOnceAndDecidedOnce() {
        const auto packet = packetOf("N-1");
        QVERIFY(store->take(packet)->state == TakeState::New);
        QVERIFY(store->take(packet)->state == TakeState::Pending);
        QVERIFY((*store->conclude(stored(packet)) == Decision{Verdict::Stored, ""}));
        reopen();
        const auto again = store->take(packet);
        QVERIFY(again->state == TakeState::Decided);
        QVERIFY(again->decision.verdict == Verdict::Stored);
        // The first decision stands, whatever comes later.
        QVERIFY(store->conclude(refused(packet))->verdict == Verdict::Stored);
        QCOMPARE(store->cases()->size(), std::size_t(1));
    }

    void anotherHeaderUnderTheSameIdIsAConflict() {
        const auto packet = packetOf("N-1");
        QVERIFY(store->take(packet).ok());
        auto other = packet;
        other.headerDigest = "another";
        QVERIFY(store->take(other)->state == TakeState::Conflict);
        QVERIFY(store->take(other)->state == TakeState::Conflict);
        QVERIFY(store->take(packet)->state == TakeState::Pending);
    }

    void aCaseNumberBelongsToOnePacket() {
        const auto first = packetOf("N-1"), second = packetOf("N-1");
        QVERIFY(store->take(first).ok() && store->take(second).ok());
        QVERIFY(store->conclude(stored(first))->verdict == Verdict::Stored);
        const auto decision = store->conclude(stored(second));
        QVERIFY(decision->verdict == Verdict::Refused);
        QCOMPARE(decision->code, std::string("JJ-2305"));
        QCOMPARE(store->trail("N-1")->packet.packetId, first.packetId);
    }

    void aRefusedPacketIsKept() {
        const auto packet = packetOf("N-1", "content that was refused");
        QVERIFY(store->take(packet).ok());
        QVERIFY(store->conclude(refused(packet))->verdict == Verdict::Refused);
        const auto trail = store->trail("N-1");
        QVERIFY(trail->packet.packet == packet.packet);
        QVERIFY(chainHolds("N-1"));
    }

    void pendingAreThoseNotDecided() {
        const auto first = packetOf("N-1"), second = packetOf("N-2"), third = packetOf("N-3");
        for (const auto* packet : {&first, &second, &third})
            QVERIFY(store->take(*packet).ok());
        QVERIFY(store->conclude(stored(second)).ok());
        const auto pending = store->pending(10);
        QCOMPARE(pending->size(), std::size_t(2));
        QCOMPARE(pending->front().packetId, first.packetId);
        QVERIFY(pending->front().packet == first.packet);
        QCOMPARE(store->pending(1)->size(), std::size_t(1));
    }

    void wordsAreForTheirTerminalAndPage() {
        for (int i = 1; i <= 5; ++i) {
            const auto packet = packetOf("N-" + std::to_string(i));
            QVERIFY(store->take(packet).ok());
            QVERIFY(store->conclude(i == 3 ? refused(packet) : stored(packet)).ok());
        }
        const auto first = store->wordsFor(terminal, 0, 3);
        QCOMPARE(first->entries.size(), std::size_t(3));
        QVERIFY(first->entries[2].verdict == Verdict::Refused);
        QCOMPARE(first->entries[2].code, std::string("JJ-2105"));
        const auto rest = store->wordsFor(terminal, first->next, 3);
        QCOMPARE(rest->entries.size(), std::size_t(2));
        QCOMPARE(store->wordsFor(terminal, rest->next, 3)->next, rest->next);
        QVERIFY(store->wordsFor("330105-A018", 0, 3)->entries.empty());
    }

    void everyAlterationOfEventsShows_data() {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char* name, const char* sql) {
            QTest::newRow(name) << QString::fromUtf8(sql);
        };
        row("kind", "UPDATE events SET json=replace(json,'accepted','rejected')");
        row("time", "UPDATE events SET json=replace(json,'2026','2025') WHERE position=1");
        row("white space", "UPDATE events SET json=json||' ' WHERE position=2");
        row("hash", "UPDATE events SET hash='x' WHERE position=1");
        row("last taken out", "DELETE FROM events WHERE position=2");
        row("first taken out", "DELETE FROM events WHERE position=1");
        row("all taken out", "DELETE FROM events");
        row("order", "UPDATE events SET position=4-position");
        row("one put in", "INSERT INTO events(case_number,position,json,hash) SELECT "
                          "case_number,3,json,hash FROM events WHERE position=2");
        row("of another case", "UPDATE events SET json=replace(json,'N-1','N-2')");
        row("head", "UPDATE cases SET head='x'");
    }
    void everyAlterationOfEventsShows() {
        QFETCH(QString, sql);
        const auto packet = packetOf("N-1");
        QVERIFY(store->take(packet).ok() && store->conclude(stored(packet)).ok());
        QVERIFY(chainHolds("N-1"));
        tamper(sql.toStdString());
        QVERIFY(!chainHolds("N-1"));
    }

    void eventsAreAppendOnlyForTheProgramItself() {
        const auto packet = packetOf("N-1");
        QVERIFY(store->take(packet).ok() && store->conclude(stored(packet)).ok());
        const auto database = Database::open(file());
        QVERIFY(!database->run("UPDATE events SET hash='x'").ok());
        QVERIFY(!database->run("DELETE FROM events").ok());
        QVERIFY(chainHolds("N-1"));
    }

    void whatFailsIsUndone() {
        const auto whole = packetOf("N-1"), half = packetOf("N-2");
        const auto done = store->transaction([&]() -> Result<void> {
            JIUJIN_TRY(store->take(whole));
            const auto inner = store->transaction([&]() -> Result<void> {
                JIUJIN_TRY(store->take(half));
                return Error(ErrorCode::NotFound);
            });
            return inner.ok() ? Error(ErrorCode::NotFound) : Result<void>();
        });
        QVERIFY(done.ok());
        QVERIFY(store->take(whole)->state == TakeState::Pending);
        QVERIFY(store->take(half)->state == TakeState::New);
    }

    void aDiskThatTakesNoMoreIsAnErrorAndNothingIsHalfThere() {
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
        const rlimit small{256UL * 1024, usual.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto large = packetOf("N-1", std::string(1UL << 20U, 'x'));
        const auto done = store->transaction([&] {
            return Result<void>(store->take(large).ok() ? Result<void>()
                                                        : Error(ErrorCode::CommitFailed));
        });
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &usual), 0);
        std::signal(SIGXFSZ, before);
        QVERIFY(!done.ok());
        reopen();
        QVERIFY(store->pending(10)->empty());
        QVERIFY(store->take(large)->state == TakeState::New);
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
        QVERIFY(Database::open(file())->run("PRAGMA user_version=2").ok());
        const auto opened = SqliteStore::open(file());
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::StoreTooNew);
    }

    void aMissingStoreIsNotMadeByLooking() {
        const auto missing = file().parent_path() / "none.db";
        const auto opened = SqliteStore::open(missing, true);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::NotFound);
        QVERIFY(!std::filesystem::exists(missing));
    }

    void theCommitterTellsOnlyWhatIsCommitted() {
        constexpr int writers = 4, each = 50;
        std::latch all(writers * each);
        std::atomic<int> wrong = 0;
        {
            Committer committer(*store);
            std::vector<std::thread> threads;
            for (int t = 0; t < writers; ++t)
                threads.emplace_back([&, t] {
                    for (int i = 0; i < each; ++i) {
                        const bool fails = i % 10 == 0;
                        const auto packet =
                            packetOf("N-" + std::to_string(t) + "-" + std::to_string(i));
                        committer.run(
                            [packet, fails](Store& s) -> Result<void> {
                                JIUJIN_TRY(s.take(packet));
                                return fails ? Error(ErrorCode::NotFound) : Result<void>();
                            },
                            [&, fails](const Result<void>& done) {
                                wrong += done.ok() == fails ? 1 : 0;
                                all.count_down();
                            });
                    }
                });
            for (auto& thread : threads)
                thread.join();
        } // ends only when all is told
        QVERIFY(all.try_wait());
        QCOMPARE(wrong.load(), 0);
        reopen();
        QCOMPARE(store->pending(1000)->size(), std::size_t(writers * each * 9 / 10));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
