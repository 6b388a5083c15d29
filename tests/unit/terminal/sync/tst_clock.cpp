// The clock that a terminal keeps: jumps are told, and what the platform has signed has passed.
#include "app/terminal/keys/enrolment.h"
#include "app/terminal/sync/kept_clock.h"
#include "scripted.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::sync;
using namespace std::chrono_literals;

class ClockTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    HandClock machine_;

    std::filesystem::path file() const {
        return folder_->filePath(QStringLiteral("clock")).toStdString();
    }

private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        machine_ = HandClock();
    }

    void anHonestClockIsPassedOn() {
        KeptClock clock(machine_, file());
        for (int i = 0; i < 100; ++i) {
            machine_.pass(17min);
            clock.signedAt(machine_.now.time);
            clock.look();
            QCOMPARE(clock.wall().time, machine_.now.time);
            QCOMPARE(clock.wall().grade, ClockGrade::Drift);
        }
        QCOMPARE(clock.health().lastJump.count(), 0);
    }

    void jumpsAreSeenWithTheirSize_data() {
        QTest::addColumn<qint64>("ms");
        QTest::newRow("ten years on") << qint64(315'360'000'000);
        QTest::newRow("ten years back") << qint64(-315'360'000'000);
        QTest::newRow("six seconds") << qint64(6000);
        QTest::newRow("six seconds back") << qint64(-6000);
    }
    void jumpsAreSeenWithTheirSize() {
        QFETCH(qint64, ms);
        KeptClock clock(machine_, file());
        machine_.pass(10s);
        machine_.now.time += std::chrono::milliseconds(ms);
        clock.look();
        QCOMPARE(clock.health().lastJump.count(), ms);
        machine_.pass(10s);
        clock.look();
        QCOMPARE(clock.health().lastJump.count(), ms);
        QCOMPARE(clock.steady(), machine_.ticks);
    }

    void aClockAHundredTimesTooFastIsSeen() {
        KeptClock clock(machine_, file());
        machine_.pass(10s);
        machine_.now.time += 990s;
        clock.look();
        QCOMPARE(clock.health().lastJump, std::chrono::milliseconds(990s));
    }

    void smallStepsOfANetworkAreNone() {
        KeptClock clock(machine_, file());
        machine_.now.time += 4s;
        clock.look();
        QCOMPARE(clock.health().lastJump.count(), 0);
    }

    void aRollbackOverAPowerCutIsSeen() {
        {
            KeptClock clock(machine_, file());
            clock.look();
        }
        machine_.now.time -= 3h;
        KeptClock clock(machine_, file());
        QCOMPARE(clock.health().lastJump, std::chrono::milliseconds(-3h));
    }

    void beforeWhatWasSignedTheClockKnowsNothing() {
        const WallTime signedTime = machine_.now.time;
        {
            KeptClock clock(machine_, file());
            clock.signedAt(signedTime);
            clock.look();
        }
        machine_.now.time = WallTime(1h); // 1970
        KeptClock clock(machine_, file());
        QCOMPARE(clock.wall().grade, ClockGrade::Unknown);
        QCOMPARE(clock.wall().time, signedTime);
        machine_.pass(90s);
        QCOMPARE(clock.wall().time, signedTime + 90s);
        // Set right, it is believed again.
        machine_.now.time = signedTime + 2min;
        QCOMPARE(clock.wall().grade, ClockGrade::Drift);
        QCOMPARE(clock.wall().time, signedTime + 2min);
    }

    void aWrongYearThatWasNeverSignedBindsNobody() {
        {
            machine_.now.time += 24h * 3650;
            KeptClock clock(machine_, file());
            clock.look();
        }
        machine_.now.time -= 24h * 3650;
        const KeptClock clock(machine_, file());
        QCOMPARE(clock.wall().grade, ClockGrade::Drift);
        QCOMPARE(clock.wall().time, machine_.now.time);
    }

    void aPlatformsClockThatIsAYearAheadMovesNobody_data() {
        QTest::addColumn<int>("grade");
        QTest::newRow("network") << int(ClockGrade::Network);
        QTest::newRow("drift") << int(ClockGrade::Drift);
    }
    void aPlatformsClockThatIsAYearAheadMovesNobody() {
        QFETCH(int, grade);
        machine_.now.grade = ClockGrade(grade);
        for (const bool before : {false, true}) {
            if (before)
                machine_.pass(24h);
            KeptClock clock(machine_, file());
            if (before)
                clock.answeredAt(machine_.now.time);
            clock.signedAt(machine_.now.time + 24h * 365);
            QCOMPARE(int(clock.wall().grade), grade);
            clock.answeredAt(machine_.now.time + 24h * 365);
            clock.look();
            QCOMPARE(clock.wall().time, machine_.now.time);
            // Who is right is not known, unless a network says so.
            const bool vouched = machine_.now.grade == ClockGrade::Network;
            QCOMPARE(clock.wall().grade, vouched ? ClockGrade::Network : ClockGrade::Unknown);
            machine_.pass(10min);
            clock.answeredAt(machine_.now.time);
            clock.look();
            QCOMPARE(int(clock.wall().grade), grade);
        }
    }

    void whatWasSignedHoursAheadIsTakenBackByAnAnswer() {
        KeptClock clock(machine_, file());
        clock.signedAt(machine_.now.time + 20h);
        QCOMPARE(clock.wall().grade, ClockGrade::Unknown);
        QCOMPARE(clock.wall().time, machine_.now.time + 20h);
        // A word that comes again takes nothing back.
        clock.signedAt(machine_.now.time);
        QCOMPARE(clock.wall().grade, ClockGrade::Unknown);
        clock.answeredAt(machine_.now.time);
        QCOMPARE(clock.wall().grade, ClockGrade::Drift);
        QCOMPARE(clock.wall().time, machine_.now.time);
    }

    void aClockThatKnowsNothingBelievesThePlatform() {
        machine_.now.grade = ClockGrade::Unknown;
        KeptClock clock(machine_, file());
        clock.answeredAt(machine_.now.time + 24h * 365);
        QCOMPARE(clock.wall().time, machine_.now.time + 24h * 365);
    }

    void aClockThatWasMovedForwardKnowsNothingUntilAnotherAgrees_data() {
        QTest::addColumn<int>("who");
        QTest::newRow("the platform") << 0;
        QTest::newRow("a network") << 1;
        QTest::newRow("who moves it back") << 2;
    }
    void aClockThatWasMovedForwardKnowsNothingUntilAnotherAgrees() {
        QFETCH(int, who);
        std::optional<KeptClock> clock(std::in_place, machine_, file());
        clock->answeredAt(machine_.now.time);
        machine_.now.time += 4min;
        QCOMPARE(clock->wall().grade, ClockGrade::Drift);
        machine_.now.time += 24h * 40;
        QCOMPARE(clock->wall().grade, ClockGrade::Unknown); // before anybody looked
        clock->look();
        QCOMPARE(clock->wall().grade, ClockGrade::Unknown);
        QCOMPARE(clock->wall().time, machine_.now.time);
        // What the platform signs for another day helps nobody, nor does a restart.
        clock->answeredAt(machine_.now.time - 24h * 40);
        clock.reset();
        clock.emplace(machine_, file());
        clock->look();
        QCOMPARE(clock->wall().grade, ClockGrade::Unknown);
        if (who == 0)
            clock->answeredAt(machine_.now.time);
        if (who == 1)
            machine_.now.grade = ClockGrade::Network;
        if (who == 2)
            machine_.now.time -= 24h * 40;
        for (int i = 0; i < 2; ++i) {
            QCOMPARE(clock->wall().grade, who == 1 ? ClockGrade::Network : ClockGrade::Drift);
            clock->look();
        }
    }

    void whatWasSignedIsKeptWithinMinutes() {
        {
            KeptClock clock(machine_, file());
            clock.look();
            machine_.pass(6min);
            clock.signedAt(machine_.now.time);
            clock.look();
        }
        const WallTime signedTime = machine_.now.time;
        machine_.now.time = WallTime(1h);
        const KeptClock clock(machine_, file());
        QCOMPARE(clock.wall().time, signedTime);
    }

    void aTornFileCountsAsNone() {
        enrolment::writeFile(file(), "2026-11-22T01:0");
        const KeptClock clock(machine_, file());
        QCOMPARE(clock.wall().time, machine_.now.time);
    }

    void aDeadBatteryDoesNotReviveAnExpiredCertificate() {
        const enrolment::TestPki pki(machine_.now.time);
        const auto server = pki.issue("localhost", seal::Role::Server,
                                      {machine_.now.time - 20h, machine_.now.time - 2h});
        KeptClock clock(machine_, file());
        clock.signedAt(machine_.now.time);
        machine_.now.time = WallTime(1h);
        QCOMPARE(keys::verifyTrusted(server.certificate, pki.root, seal::Role::Server, clock.wall())
                     .error()
                     .code,
                 ErrorCode::CertificateExpired);
        QVERIFY(
            keys::verifyTrusted(pki.server.certificate, pki.root, seal::Role::Server, clock.wall())
                .ok());
    }
};

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
