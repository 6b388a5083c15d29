// Counting together over the wire's seam: a platform that signs, and others that only say so.
#include "counting_platform.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::sync;
using enrolment::must;

class ReconcilerTest : public QObject {
    Q_OBJECT

    HandClock clock_;
    std::unique_ptr<FiledTerminal> terminal_;
    std::unique_ptr<SignedWords> words_;
    std::unique_ptr<CountingPlatform> platform_;
    std::unique_ptr<Reconciler> reconciler_;

    void deliver(int count) {
        for (int i = 0; i < count; ++i)
            terminal_->file();
        std::vector<std::string> ids;
        for (const outbox::QueuedPacket& packet : terminal_->outbox->next(100, 100000000)) {
            const auto item = must(terminal_->outbox->item(packet.packetId));
            platform_->packets[static_cast<std::uint64_t>(item.counter)] = packet.headerDigest;
            ids.push_back(packet.packetId);
        }
        must(terminal_->outbox->done(ids));
    }
    // Until it has nothing more to do now.
    void settle() {
        for (int i = 0; i < 100 && reconciler_->step() == std::chrono::milliseconds(0); ++i) {
        }
    }
    std::size_t confirmed() {
        return static_cast<std::size_t>(std::ranges::count(terminal_->outbox->items(true, 1000),
                                                           outbox::State::Confirmed,
                                                           &outbox::QueueItem::state));
    }

private slots:
    void init() {
        clock_ = {};
        terminal_ = std::make_unique<FiledTerminal>(clock_);
        words_ = std::make_unique<SignedWords>(terminal_->keys->enrolment(), clock_);
        platform_ = std::make_unique<CountingPlatform>(*terminal_, clock_);
        reconciler_ = std::make_unique<Reconciler>(*terminal_->outbox, *platform_, *words_, clock_);
    }

    void whatAgreesIsConfirmedWithOneQuestion() {
        deliver(12);
        settle();
        QCOMPARE(confirmed(), 12u);
        QCOMPARE(platform_->asked, 1);
        settle();
        QCOMPARE(platform_->asked, 1);
        deliver(1);
        settle();
        QCOMPARE(confirmed(), 13u);
    }

    void onceADayARestoredPlatformIsFoundOut() {
        deliver(20);
        settle();
        QCOMPARE(confirmed(), 20u);
        platform_->packets.erase(7);
        platform_->packets.erase(19);
        settle();
        QCOMPARE(terminal_->outbox->count().queued, 0);
        clock_.pass(std::chrono::hours(24));
        settle();
        std::vector<std::int64_t> waiting;
        for (const outbox::QueueItem& item : terminal_->outbox->items(false, 100))
            waiting.push_back(item.counter);
        QVERIFY((waiting == std::vector<std::int64_t>{7, 19}));
        QCOMPARE(confirmed(), 18u);
    }

    void onlyTheInnerZonesAnswerToThisQuestionCounts_data() {
        QTest::addColumn<int>("wrong");
        QTest::newRow("another nonce") << 0;
        QTest::newRow("another terminal") << 1;
        QTest::newRow("another range") << 2;
        QTest::newRow("signed by the TLS key") << 3;
        QTest::newRow("signed by the device") << 4;
    }
    void onlyTheInnerZonesAnswerToThisQuestionCounts() {
        QFETCH(int, wrong);
        deliver(5);
        // What an attacker would like: all is there, delete it; or nothing is, send it all again.
        for (const bool empty : {false, true}) {
            if (empty)
                platform_->packets.clear();
            platform_->alter = [wrong](protocol::Checkpoint& checkpoint) {
                if (wrong == 0)
                    checkpoint.nonce = std::string(22, 'A');
                if (wrong == 1)
                    checkpoint.terminalId = "330105-A018";
                if (wrong == 2)
                    checkpoint.from += 1;
                checkpoint.count =
                    std::min(checkpoint.count, checkpoint.upTo - checkpoint.from + 1);
            };
            if (wrong == 3)
                platform_->signer = &terminal_->pki.server;
            if (wrong == 4)
                platform_->signer = &terminal_->pki.device;
            settle();
            QVERIFY(platform_->asked > 0);
            QCOMPARE(confirmed(), 0u);
            QCOMPARE(terminal_->outbox->count().queued, 0);
            QCOMPARE(terminal_->outbox->count().delivered, 5);
        }
    }

    void theQuestionTellsWhatTheTerminalCounts() {
        deliver(3);
        settle();
        QCOMPARE(platform_->told.count, std::uint64_t(3));
        std::vector<protocol::CheckpointLeaf> leaves;
        for (const auto& [counter, digest] : platform_->packets)
            leaves.push_back({counter, digest});
        QCOMPARE(platform_->told.root, protocol::checkpointRoot(leaves));
    }

    void aTerminalThatHoldsNothingHearsHowItStandsAllTheSame() {
        settle();
        QCOMPARE(platform_->asked, 1);
        QCOMPARE(platform_->told.from, std::uint64_t(1));
        settle();
        QCOMPARE(platform_->asked, 1);
        // It was suspended meanwhile: within a day it closes, and once it has, it asks often.
        platform_->alter = [](protocol::Checkpoint& checkpoint) {
            checkpoint.suspended = true;
        };
        clock_.pass(std::chrono::hours(24));
        settle();
        QVERIFY(terminal_->outbox->suspended());
        platform_->alter = [](protocol::Checkpoint&) {
        };
        clock_.pass(std::chrono::minutes(10));
        settle();
        QVERIFY(!terminal_->outbox->suspended());
        QCOMPARE(platform_->asked, 3);
    }

    void aCopyThatStayedBehindClosesBeforeItGivesANumberTwice() {
        deliver(3);
        platform_->alter = [](protocol::Checkpoint& checkpoint) {
            checkpoint.headCounter = 3;
            checkpoint.headReceipt = std::string(43, 'A');
        };
        settle();
        QVERIFY(!terminal_->outbox->suspended());
        platform_->alter = [](protocol::Checkpoint& checkpoint) {
            checkpoint.headCounter = 4;
            checkpoint.headReceipt = std::string(43, 'A');
        };
        clock_.pass(std::chrono::hours(24));
        settle();
        QCOMPARE(terminal_->outbox->reserve().error().code, ErrorCode::TerminalSuspended);
        QCOMPARE(confirmed(), 3u);
    }

    void whatIsSetAsideMakesItAsk() {
        settle();
        const std::string packet = terminal_->file();
        settle();
        QCOMPARE(platform_->asked, 1);
        QVERIFY(terminal_->outbox->quarantine(packet, ErrorCode::PacketConflict).ok());
        platform_->alter = [](protocol::Checkpoint& checkpoint) {
            checkpoint.suspended = true;
        };
        settle();
        QCOMPARE(platform_->asked, 2);
        QVERIFY(terminal_->outbox->suspended());
    }

    // The centre's clock was a year ahead, and is right again.
    void anAnswerTellsThePlatformsTimeAndAnOldOneDoesNot() {
        std::vector<WallTime> told;
        Reconciler reconciler(*terminal_->outbox, *platform_, *words_, clock_,
                              [&told](WallTime said) { told.push_back(said); });
        for (const auto ahead : {std::chrono::hours(24 * 365), std::chrono::hours(0)}) {
            platform_->alter = [&](protocol::Checkpoint& checkpoint) {
                checkpoint.issued += ahead;
            };
            reconciler.step();
            clock_.pass(std::chrono::hours(24));
        }
        platform_->alter = [](protocol::Checkpoint& checkpoint) {
            checkpoint.nonce = std::string(22, 'A');
        };
        reconciler.step();
        QCOMPARE(told.size(), 2u);
        QCOMPARE(told[0] - told[1], std::chrono::hours(24 * 364));
    }

    // It signs for what comes again, and does not count it.
    void aPlatformThatContradictsItselfIsNotSentTheSameForEver() {
        deliver(5);
        const auto deliverAgain = [this] {
            std::vector<std::string> ids;
            for (const auto& packet : terminal_->outbox->next(100, 100000000))
                ids.push_back(packet.packetId);
            if (!ids.empty())
                must(terminal_->outbox->done(ids));
            return static_cast<int>(ids.size());
        };
        const std::string digest = platform_->packets.at(3);
        platform_->packets.erase(3);
        for (int day = 0; day < 2; ++day) {
            int sent = 0, steps = 0;
            for (; steps < 1000; ++steps) {
                const auto wait = reconciler_->step();
                const int again = deliverAgain();
                sent += again;
                if (again == 0 && wait.count() > 0)
                    break;
            }
            QCOMPARE(sent, 2);
            QVERIFY(steps < 100);
            QCOMPARE(confirmed(), 4u);
            clock_.pass(std::chrono::hours(25));
        }
        // It counts it again: a day later all is well.
        platform_->packets[3] = digest;
        settle();
        QCOMPARE(confirmed(), 5u);
    }

    void aFailureWaitsAndIsMadeUpFor() {
        deliver(3);
        platform_->down = true;
        QVERIFY(reconciler_->step() > std::chrono::minutes(1));
        QCOMPARE(confirmed(), 0u);
        platform_->down = false;
        settle();
        QCOMPARE(confirmed(), 3u);
    }
};

QTEST_GUILESS_MAIN(ReconcilerTest)
#include "tst_reconciler.moc"
