#include "platform/server/store/committer.h"
#include "tests/unit/server/store/store_world.h"

#include <atomic>
#include <csignal>
#include <latch>
#include <sys/resource.h>

using namespace jiujin;
using namespace jiujin::server;
using protocol::Verdict;

class TestStore : public QObject, StoreWorld {
    Q_OBJECT
private slots:
    void init() {
        folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void aPacketIsDecidedOnce() {
        const auto packet = packetOf("N-1");
        QVERIFY((*store->decide(packet, stored(packet)) == Decision{Verdict::Stored, ""}));
        reopen();
        QVERIFY(store->decide(packet, stored(packet))->verdict == Verdict::DuplicateSame);
        // The first decision stands, whatever comes later.
        QVERIFY(store->decide(packet, refused())->verdict == Verdict::DuplicateSame);
        QCOMPARE(store->cases()->size(), std::size_t(1));
    }

    void anotherHeaderUnderTheSameIdIsAConflict() {
        const auto packet = packetOf("N-1");
        QVERIFY(store->decide(packet, stored(packet)).ok());
        auto other = packet;
        other.headerDigest = "another";
        for (int i = 0; i < 2; ++i)
            QVERIFY(store->decide(other, stored(other))->verdict == Verdict::Conflict);
        QVERIFY(store->decide(packet, stored(packet))->verdict == Verdict::DuplicateSame);
        QVERIFY(store->trail("N-1")->packet.packet == packet.packet);
    }

    void aCaseNumberBelongsToOnePacket() {
        const auto first = packetOf("N-1"), second = packetOf("N-1");
        QVERIFY(store->decide(first, stored(first))->verdict == Verdict::Stored);
        const auto decision = store->decide(second, stored(second));
        QVERIFY(decision->verdict == Verdict::Refused);
        QCOMPARE(decision->code, std::string("JJ-2305"));
        QCOMPARE(store->decide(second, stored(second))->code, decision->code);
        QCOMPARE(store->trail("N-1")->packet.packetId, first.packetId);
    }

    void aStepIsPutBehindTheOthers() {
        const auto packet = packetOf("N-1");
        QVERIFY(store->decide(packet, stored(packet)).ok());
        for (const char* kind : {"payment-asked", "paid"})
            QVERIFY(store->append("N-1", {noon, kind, "platform:staff", {}}).ok());
        reopen();
        const auto trail = store->trail("N-1");
        const auto events = verifyChain("N-1", trail->events, trail->head);
        QVERIFY(events.ok() && events->size() == 4 && events->back().kind == "paid");
        QVERIFY(store->append("N-2", events->back()).error().code == ErrorCode::NotFound);
        // Half of it is none of it.
        const auto undone = store->transaction([&]() -> Result<void> {
            JIUJIN_TRY(store->append("N-1", events->back()));
            return Error(ErrorCode::NotFound, "changed its mind");
        });
        QVERIFY(!undone.ok() && chainHolds("N-1"));
        QCOMPARE(store->trail("N-1")->events.size(), std::size_t(4));
    }

    void aRefusedPacketIsKept() {
        const auto packet = packetOf("N-1", "content that was refused");
        QVERIFY(store->decide(packet, refused())->verdict == Verdict::Refused);
        QVERIFY(store->decide(packet, stored(packet))->verdict == Verdict::Refused);
        const auto trail = store->trail("N-1");
        QVERIFY(trail->packet.packet == packet.packet);
        QVERIFY(chainHolds("N-1"));
    }

    void aLetterWaitsUntilItIsAnswered() {
        const auto first = *store->post(letterOf("a")), second = *store->post(letterOf("b"));
        QVERIFY(first < second);
        QCOMPARE(*store->post(letterOf("a")), first); // the same letter
        reopen();
        const auto waiting = store->waiting(10, 1000);
        QCOMPARE(waiting->size(), std::size_t(2));
        QVERIFY((waiting->front() ==
                 protocol::Letter{first, "packet", terminal, noon, bytesOf("sealed a"), trace}));
        QVERIFY(store->answer({{first}, terminal, "packet", "word"}).ok());
        QCOMPARE(store->waiting(10, 1000)->front().number, second);
        // Sent once more it is a new letter, and asks the inner zone again.
        QVERIFY(*store->post(letterOf("a")) > second);
        QCOMPARE(store->waiting(10, 1000)->size(), std::size_t(2));
    }

    void mailIsFetchedInPortions() {
        for (int i = 0; i < 5; ++i)
            QVERIFY(store->post(letterOf(std::to_string(i))).ok());
        QCOMPARE(store->waiting(3, 1000)->size(), std::size_t(3));
        QCOMPARE(store->waiting(5, 2 * 8)->size(), std::size_t(2));
        QCOMPARE(store->waiting(5, 1)->size(), std::size_t(1));
        QCOMPARE(store->waiting(5, 2 * 8)->front().number, 1);
    }

    void anAnswerIsKeptOnce() {
        const auto letter = *store->post(letterOf("a"));
        for (int i = 0; i < 3; ++i)
            QVERIFY(store->answer({{letter}, terminal, "packet", "word"}).ok());
        QCOMPARE(store->repliesTo(terminal, "packet", 0, 1000)->bodies.size(), std::size_t(1));
        // A letter that never was answers nothing.
        QVERIFY(store->answer({{letter + 7}, terminal, "packet", "word"}).ok());
        QCOMPARE(store->repliesTo(terminal, "packet", 0, 1000)->bodies.size(), std::size_t(1));
    }

    void whatCannotBeUsedIsSetAsideUntilItComesAgain() {
        const auto letter = *store->post(letterOf("a"));
        QVERIFY(store->answer({{letter}, terminal, "packet", ""}).ok());
        QVERIFY(store->waiting(10, 1000)->empty());
        QVERIFY(store->repliesTo(terminal, "packet", 0, 1000)->bodies.empty());
        QCOMPARE(*store->post(letterOf("a")), letter);
        QCOMPARE(store->waiting(10, 1000)->size(), std::size_t(1));
    }

    void repliesAreForTheirTerminalAndPage() {
        for (int i = 1; i <= 5; ++i) {
            const auto letter = *store->post(letterOf(std::to_string(i)));
            QVERIFY(
                store->answer({{letter}, terminal, "packet", "word " + std::to_string(i)}).ok());
        }
        const auto first = store->repliesTo(terminal, "packet", 0, 3 * 6);
        QVERIFY((first->bodies == std::vector<std::string>{"word 1", "word 2", "word 3"}));
        const auto rest = store->repliesTo(terminal, "packet", first->next, 1000);
        QVERIFY((rest->bodies == std::vector<std::string>{"word 4", "word 5"}));
        QCOMPARE(store->repliesTo(terminal, "packet", rest->next, 1000)->next, rest->next);
        QVERIFY(store->repliesTo("330105-A018", "packet", 0, 1000)->bodies.empty());
        QVERIFY(store->repliesTo(terminal, "ask", 0, 1000)->bodies.empty());
        QCOMPARE(store->repliesTo(terminal, "packet", 0, 1)->bodies.size(), std::size_t(1));
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
        QVERIFY(store->decide(packet, stored(packet)).ok());
        QVERIFY(chainHolds("N-1"));
        tamper(sql.toStdString());
        QVERIFY(!chainHolds("N-1"));
    }

    void eventsAreAppendOnlyForTheProgramItself() {
        const auto packet = packetOf("N-1");
        QVERIFY(store->decide(packet, stored(packet)).ok());
        const auto database = Database::open(file());
        QVERIFY(!database->run("UPDATE events SET hash='x'").ok());
        QVERIFY(!database->run("DELETE FROM events").ok());
        QVERIFY(chainHolds("N-1"));
    }

    void whatFailsIsUndone() {
        const auto done = store->transaction([&]() -> Result<void> {
            JIUJIN_TRY(store->post(letterOf("whole")));
            const auto inner = store->transaction([&]() -> Result<void> {
                JIUJIN_TRY(store->post(letterOf("half")));
                return Error(ErrorCode::NotFound);
            });
            return inner.ok() ? Error(ErrorCode::NotFound) : Result<void>();
        });
        QVERIFY(done.ok());
        QCOMPARE(store->waiting(10, 1000)->size(), std::size_t(1));
        QVERIFY(store->waiting(10, 1000)->front().content == bytesOf("sealed whole"));
    }

    void aDiskThatTakesNoMoreIsAnErrorAndNothingIsHalfThere() {
        const auto before = std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &usual), 0);
        const rlimit small{256UL * 1024, usual.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        auto large = letterOf("large");
        large.content = Bytes(1UL << 20U, 'x');
        const auto done = store->transaction([&] { return Result<void>(posted(large)); });
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &usual), 0);
        std::signal(SIGXFSZ, before);
        QVERIFY(!done.ok());
        reopen();
        QVERIFY(store->waiting(10, 1000)->empty());
        QVERIFY(store->post(large).ok());
    }

    void theCommitterTellsOnlyWhatIsCommitted() {
        constexpr int writers = 4, each = 50;
        std::latch all(writers * each);
        std::atomic<int> wrong = 0;
        {
            CommitterThread committer(*store);
            std::vector<std::thread> threads;
            for (int t = 0; t < writers; ++t)
                threads.emplace_back([&, t] {
                    for (int i = 0; i < each; ++i) {
                        const bool fails = i % 10 == 0;
                        const auto letter = letterOf(std::to_string(t) + "-" + std::to_string(i));
                        committer.run(
                            [letter, fails](Store& s) -> Result<void> {
                                JIUJIN_TRY(s.post(letter));
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
        QCOMPARE(store->waiting(1000, 1UL << 20U)->size(), std::size_t(writers * each * 9 / 10));
    }
};

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
