// From the trail of a case to its clock: what counts, what only bears witness, whose clock is
// believed.
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/clock_text.h"
#include "tests/support/cases/bundle_case.h"
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
    const matter::LegalCalendar calendar = tests::legalCalendar();

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

    // The nodes have limits of their own, and are told whatever becomes of the case's.
    void theNodesAreToldWhereTheCasesOwnLimitIsNot() {
        matter::Matter bundle = tests::bundleMatter();
        const auto filed = tests::bundleBody(bundle, "01");
        auto events = trail("accepted-for-checking");
        events.push_back({received + std::chrono::hours(1),
                          "node-begun",
                          "staff:MSR-0231",
                          {{"clock", "network"}, {"node", "premises"}}});
        const auto told = [&](const matter::LegalCalendar& years) {
            return *clockTextOf(events, filed, {tests::catalogueOf({bundle}), years},
                                {received + day, ClockGrade::Network});
        };
        const auto has = [](const std::string& text, const char* part) {
            return text.find(part) != std::string::npos;
        };
        const std::string nodes = "premises  经营场所", limits = "环节时限 Limits of nodes";
        const auto whole = told(calendar);
        QVERIFY(!whole.missing && has(whole.text, "State: running"));
        QVERIFY(has(whole.text, nodes.c_str()) && has(whole.text, "due 2026-03-04"));

        const auto noYear = told(matter::LegalCalendar());
        QVERIFY(noYear.missing && noYear.missing->code == ErrorCode::CalendarMissing);
        QVERIFY(has(noYear.text, nodes.c_str()) && has(noYear.text, limits.c_str()));
        QVERIFY(has(noYear.text, "算不出来") && !has(noYear.text, "State:"));

        bundle.limit->promised = 0;
        const auto instant = told(calendar);
        QVERIFY(instant.missing && instant.missing->code == ErrorCode::NotFound);
        QVERIFY(has(instant.text, nodes.c_str()) && has(instant.text, "due 2026-03-04"));
    }

    void whoseMatterIsNotHereHasNeitherLimitNorNodes() {
        const auto told =
            clockTextOf(trail("accepted-for-checking"), body, {tests::catalogueOf({}), calendar},
                        {received + day, ClockGrade::Network});
        QVERIFY(told.ok() && told->text.empty());
        QVERIFY(told->missing && told->missing->code == ErrorCode::MatterUnknown);
        QVERIFY(!clockTextOf(trail("withdrawn"), body, {tests::catalogueOf({}), calendar},
                             {received + day, ClockGrade::Network})
                     .ok());
    }

    void anEventThatIsNotKnownIsNotOverlooked() {
        const auto events = clockEventsOf(trail("withdrawn"), body);
        QVERIFY(!events && events.error().code == ErrorCode::ChainBroken);
        QVERIFY(events.error().where.find("event 2") == 0);
    }
};

QTEST_GUILESS_MAIN(TestCaseClock)
#include "tst_case_clock.moc"
