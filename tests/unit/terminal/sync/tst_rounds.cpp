// Counting goes on whatever becomes of the packets.
#include "app/terminal/sync/rounds.h"
#include "counting_platform.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;
using enrolment::must;

namespace {

// A terminal with one packet that counts as delivered, and one that the platform does not take.
struct Stuck {
    HandClock clock;
    FiledTerminal terminal{clock};
    CountingPlatform platform{terminal, clock};
    SignedWords words{terminal.keys->enrolment(), clock};
    Courier courier{*terminal.outbox, platform, words, clock, Pace(1)};
    Reconciler reconciler{*terminal.outbox, platform, words, clock};
    Rounds rounds{courier, reconciler, clock};

    explicit Stuck(std::function<Result<Answer>()> answer) {
        const std::string delivered = terminal.file();
        platform.packets[1] = terminal.outbox->next(1, 1)[0].headerDigest;
        must(terminal.outbox->done({delivered}));
        terminal.file();
        platform.takesPackets = std::move(answer);
    }
    // As the thread does, for so long.
    void run(std::chrono::minutes time) {
        const SteadyTime end = clock.ticks + time;
        while (clock.ticks < end)
            clock.pass(std::max<std::chrono::milliseconds>(rounds.step(), 1s));
    }
    outbox::State stateOf(std::int64_t counter) {
        for (const bool delivered : {false, true})
            for (const auto& item : terminal.outbox->items(delivered, 10))
                if (item.counter == counter)
                    return item.state;
        return outbox::State::Damaged;
    }
};

Result<Answer> busy() {
    return Answer{500, "text/plain", ""};
}

} // namespace

class RoundsTest : public QObject {
    Q_OBJECT

private slots:
    void aPacketThatNobodyTakesKeepsNoneFromBeingConfirmed_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("the platform fails over it") << 500 << QByteArray();
        QTest::newRow("turned away for now")
            << 202 << QByteArray(R"({"rejected":[{"index":0,"code":"JJ-2203"}]})");
        QTest::newRow("never a word") << 202 << QByteArray("{}");
    }
    void aPacketThatNobodyTakesKeepsNoneFromBeingConfirmed() {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Stuck stuck([&] { return Answer{status, "application/json", body.toStdString()}; });
        stuck.run(30min);
        QVERIFY(stuck.platform.posts > 0);
        QVERIFY(stuck.stateOf(1) == outbox::State::Confirmed);
        QVERIFY(stuck.stateOf(2) == outbox::State::Queued);
        // And what a restored platform lost is found.
        stuck.platform.packets.clear();
        stuck.clock.pass(24h);
        stuck.run(30min);
        QVERIFY(stuck.stateOf(1) == outbox::State::Queued);
    }

    void aTerminalThatMayTakeCasesAgainHearsSoBesideAPacketThatNobodyTakes() {
        Stuck stuck(busy);
        stuck.platform.alter = [](protocol::Checkpoint& checkpoint) {
            checkpoint.suspended = true;
        };
        stuck.run(20min);
        QVERIFY(stuck.terminal.outbox->suspended());
        stuck.platform.alter = [](protocol::Checkpoint&) {
        };
        stuck.run(20min);
        QVERIFY(!stuck.terminal.outbox->suspended());
    }

    void itCountsEveryTenMinutesAtTheMost() {
        Stuck stuck(busy);
        stuck.run(2h);
        QVERIFY(stuck.platform.asked > 0);
        QVERIFY(stuck.platform.asked <= 13);
    }

    void whoIsNotThePlatformIsAskedNothing_data() {
        QTest::addColumn<int>("problem");
        QTest::newRow("captive portal") << int(ErrorCode::PlatformPage);
        QTest::newRow("twin") << int(ErrorCode::PlatformTwin);
        QTest::newRow("no network") << int(ErrorCode::NetworkDown);
    }
    void whoIsNotThePlatformIsAskedNothing() {
        QFETCH(int, problem);
        Stuck stuck([&]() -> Result<Answer> { return Error{ErrorCode(problem)}; });
        stuck.run(1h);
        QVERIFY(stuck.platform.posts > 0);
        QCOMPARE(stuck.platform.asked, 0);
    }
};

QTEST_GUILESS_MAIN(RoundsTest)
#include "tst_rounds.moc"
