// From the trail of a case to its clock: what counts, what only bears witness, whose clock is
// believed.
#include "platform/server/casework/case_clock.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::server;
using matter::ClockStep;

class TestCaseClock : public QObject {
    Q_OBJECT
    const WallTime received = *fromRfc3339("2026-03-02T01:00:00.000Z");
    const std::chrono::hours day{24};
    protocol::CaseBody body = tests::sampleBody(tests::pensionMatter(), tests::personCard("zhang"));
    const matter::LegalCalendar calendar =
        *matter::loadCalendar(tests::sourceFile("resources/calendar"));

    std::vector<CaseEvent> trail(const char* verdict) const {
        return {{received, "received", "terminal:330105-A017", {}},
                {received + std::chrono::minutes(1), verdict, "platform:inner", {}}};
    }
    matter::ClockReading read(const std::vector<CaseEvent>& events) const {
        return *matter::readClock({matter::LimitUnit::WorkingDays, 1}, *clockEventsOf(events, body),
                                  {received + day, ClockGrade::Network}, calendar);
    }

private slots:
    void theLimitRunsFromAcceptance() {
        body.filed = {received - 30 * day, ClockGrade::Drift};
        const auto reading = read(trail("accepted-for-checking"));
        QVERIFY(reading.state == matter::ClockState::Running);
        QCOMPARE(toLocalDate(*reading.due), std::string("2026-03-03"));
        QVERIFY(read(trail("refused")).state == matter::ClockState::NotStarted);
    }

    void aTerminalsClockMovesNoTimeOfTheCentre() {
        for (const auto grade : {ClockGrade::Network, ClockGrade::Drift, ClockGrade::Unknown}) {
            for (const int days : {-400, -1, 1, 400}) {
                body.filed = {received + days * day, grade};
                const auto reading = read(trail("accepted-for-checking"));
                QVERIFY(reading.times[1].time == received);
                QCOMPARE(toLocalDate(*reading.due), std::string("2026-03-03"));
                QVERIFY(reading.times[0].time <= received);
            }
        }
    }

    void anEventThatIsNotKnownIsNotOverlooked() {
        const auto events = clockEventsOf(trail("withdrawn"), body);
        QVERIFY(!events && events.error().code == ErrorCode::ChainBroken);
        QVERIFY(events.error().where.find("event 2") == 0);
    }
};

QTEST_GUILESS_MAIN(TestCaseClock)
#include "tst_case_clock.moc"
