// A platform whose clock is moved while it serves: nothing that is dated leaves it until that is
// settled, and nothing is lost by that.
#include "platform/seal/jws.h"
#include "platform/server/casework/inner_zone.h"
#include "platform/server/casework/watched_clock.h"
#include "platform/server/inner/checkpoint_work.h"
#include "platform/server/inner/day_clerk.h"
#include "platform/server/inner/packet_work.h"
#include "platform/server/store/sqlite_store.h"
#include "tests/support/cases/sample_case.h"
#include "tests/support/samples/samples.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using namespace std::chrono_literals;

namespace {

class MachineClock : public Clock {
public:
    GradedTime wall() const override {
        return {samples::noon() + std::chrono::floor<std::chrono::milliseconds>(passed) + moved,
                grade};
    }
    SteadyTime steady() const override { return SteadyTime() + passed; }

    std::chrono::nanoseconds passed{1h};
    std::chrono::milliseconds moved{0};
    ClockGrade grade = ClockGrade::Drift;
};

const std::string terminalId(samples::terminalId);

} // namespace

class TestClockJump : public QObject {
    Q_OBJECT
    const samples::Pki pki;
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    MachineClock machine;
    std::unique_ptr<WatchedClock> clock;

    ClockGrade grade() const { return clock->wall().grade; }

private slots:
    void init() {
        machine = MachineClock();
        clock = std::make_unique<WatchedClock>(machine);
    }

    void whatASteppedClockMovesIsNoJump() {
        for (const auto by : {0min, 4min, -4min}) {
            machine.moved = by;
            QVERIFY(grade() == ClockGrade::Drift);
        }
        machine.passed += 24h * 400; // a year of serving
        QVERIFY(grade() == ClockGrade::Drift);
        machine.grade = ClockGrade::Unknown;
        QVERIFY(grade() == ClockGrade::Unknown);
    }

    void aJumpIsBelievedByNobodyUntilItIsBack_data() {
        QTest::addColumn<qint64>("hours");
        QTest::newRow("ahead") << qint64{24 * 365 * 4};
        QTest::newRow("behind") << qint64{-24 * 365 * 6};
        QTest::newRow("a little") << qint64{1};
    }
    void aJumpIsBelievedByNobodyUntilItIsBack() {
        QFETCH(qint64, hours);
        machine.moved = std::chrono::hours(hours);
        QVERIFY(grade() == ClockGrade::Unknown);
        QCOMPARE(clock->wall().time, machine.wall().time);
        machine.passed += 240h; // time alone settles nothing
        QVERIFY(grade() == ClockGrade::Unknown);
        QCOMPARE(datingTime(*clock).error().code, ErrorCode::PlatformClock);
        machine.moved = 1min;
        QVERIFY(grade() == ClockGrade::Drift);
        QCOMPARE(*datingTime(*clock), machine.wall().time);
        machine.moved = std::chrono::hours(hours);
        QVERIFY(grade() == ClockGrade::Unknown);
        QVERIFY(WatchedClock(machine).wall().grade == ClockGrade::Drift); // a new start takes it
    }

    void aNetworkIsBelievedWhenItHasSaidTheSameForLong() {
        machine.grade = ClockGrade::Network;
        machine.moved = 5h; // it slept
        QVERIFY(grade() == ClockGrade::Unknown);
        machine.passed += 9min;
        QVERIFY(grade() == ClockGrade::Unknown);
        machine.moved = 24h * 365 * 4; // not the same any more
        QVERIFY(grade() == ClockGrade::Unknown);
        machine.passed += 9min;
        machine.grade = ClockGrade::Drift; // nor without a network
        QVERIFY(grade() == ClockGrade::Unknown);
        machine.grade = ClockGrade::Network;
        machine.moved = 5h;
        QVERIFY(grade() == ClockGrade::Unknown);
        machine.passed += 10min;
        QVERIFY(grade() == ClockGrade::Network);
        machine.moved = 0h; // which is a jump now
        QVERIFY(grade() == ClockGrade::Unknown);
    }

    void smallStepsOfANetworkAddUp() {
        machine.grade = ClockGrade::Network;
        for (int i = 0; i < 10; ++i) {
            machine.passed += 1h;
            machine.moved += 2min;
            QVERIFY(grade() == ClockGrade::Network);
        }
        machine.grade = ClockGrade::Drift; // somebody's hand is not a network
        for (int i = 0; i < 2; ++i) {
            machine.moved += 2min;
            QVERIFY(grade() == ClockGrade::Drift);
        }
        machine.moved += 2min;
        QVERIFY(grade() == ClockGrade::Unknown);
    }

    void aClockThatRunsTooFastIsNotBelievedLittleByLittle() {
        machine.grade = ClockGrade::Network;
        for (int second = 1; second <= 3; ++second) {
            machine.passed += 1s;
            machine.moved += 99s;
            QVERIFY(grade() == ClockGrade::Network);
        }
        machine.passed += 1s;
        machine.moved += 99s;
        QVERIFY(grade() == ClockGrade::Unknown);
    }

    void nothingIsDatedMeanwhileAndNothingLost() {
        const QTemporaryDir folder;
        const auto store = samples::must(
            SqliteStore::open(folder.filePath(QStringLiteral("platform.db")).toStdString()));
        CommitterThread committer(*store);
        const InnerZone zone{{{pki.active.certificate, pki.active.key},
                              {pki.acknowledge.certificate, pki.acknowledge.key},
                              pki.root},
                             {tests::catalogueOf({pension}), tests::legalCalendar()},
                             *clock};
        PacketWork packets(zone, committer, *clock);
        CheckpointWork checkpoints([&](const auto& asked) { return zone.signCheckpoint(asked); },
                                   committer, *clock);
        DayClerk clerk([&](const auto& count) { return zone.signDay(count); }, committer, *clock);
        const auto filing = samples::file(pki, body);
        const protocol::Letter packet{1, "packet", terminalId, samples::noon(), filing.packet};
        const protocol::CheckpointQuestion nothing{1, 1, std::string(22, 'A'), 0,
                                                   protocol::checkpointRoot({})};
        const protocol::Letter question{2, "checkpoint", terminalId, samples::noon(),
                                        bytesOf(encode(nothing))};
        const auto issued = [&](const Result<std::vector<protocol::Reply>>& replies) {
            return samples::must(protocol::decodeAcknowledgements(samples::must(seal::verifyJws(
                                     replies->front().body, pki.acknowledge.certificate))))
                .issued;
        };
        QVERIFY(packets.work({packet}).ok());
        machine.moved = 24h * 365 * 4;
        const auto another = samples::file(pki, body, 2);
        const protocol::Letter second{3, "packet", terminalId, samples::noon(), another.packet};
        QCOMPARE(packets.work({packet}).error().code, ErrorCode::PlatformClock);
        QCOMPARE(packets.work({second}).error().code, ErrorCode::PlatformClock);
        QCOMPARE(checkpoints.work({question}).error().code, ErrorCode::PlatformClock);
        QCOMPARE(zone.sign({}).error().code, ErrorCode::PlatformClock);
        QVERIFY(!*clerk.tend());
        const auto cases = [&] {
            std::size_t count = 0;
            static_cast<void>(committer.runAndWait([&](Store& s) -> Result<void> {
                count = s.cases()->size();
                return {};
            }));
            return count;
        };
        QCOMPARE(cases(), std::size_t(1)); // no event is dated so, either
        machine.moved = 0h;
        QCOMPARE(issued(packets.work({second})), machine.wall().time);
        QCOMPARE(cases(), std::size_t(2));
        QVERIFY(checkpoints.work({question}).ok());
        QVERIFY(*clerk.tend());
    }
};

QTEST_GUILESS_MAIN(TestClockJump)
#include "tst_clock_jump.moc"
