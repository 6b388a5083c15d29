// Which steps may follow which, and that the clock counts them.
#include "platform/server/casework/case_clock.h"
#include "platform/server/casework/case_promise.h"
#include "platform/server/casework/case_steps.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

#include <random>
#include <set>

using namespace jiujin;
using namespace jiujin::server;
using matter::ClockState;

class TestCaseSteps : public QObject {
    Q_OBJECT
    const matter::Matter pension = tests::pensionMatter();
    const protocol::CaseBody body = tests::sampleBody(pension, tests::personCard("zhang"));
    const WallTime received = *fromRfc3339("2026-03-02T01:00:00.000Z");
    const std::chrono::hours day{24};
    const std::string staff = "MSR-0231";

    std::vector<CaseEvent> begun(const char* verdict = "accepted-for-checking") const {
        return {{received, "received", "terminal:330105-A017", {}},
                {received, verdict, "platform:inner", {}}};
    }
    Result<CaseEvent> next(const StepOrder& order, const std::vector<CaseEvent>& events,
                           GradedTime now) const {
        JIUJIN_TRY_ASSIGN(const auto added, stepEvents(order, events, body, &pension, now));
        return added.front();
    }
    GradedTime after(int days, ClockGrade grade = ClockGrade::Network) const {
        return {received + days * day, grade};
    }
    std::optional<ErrorCode> fault(const StepOrder& order, const std::vector<CaseEvent>& events,
                                   ClockGrade grade = ClockGrade::Network) const {
        const auto event = next(order, events, after(1, grade));
        return event.ok() ? std::nullopt : std::optional(event.error().code);
    }
    Result<matter::ClockReading> read(const std::vector<CaseEvent>& events, int days) const {
        const auto clock = clockEventsOf(events, body);
        if (!clock.ok())
            return clock.error();
        return matter::readClock({matter::LimitUnit::WorkingDays, 5}, *clock, after(days),
                                 tests::legalCalendar());
    }

private slots:
    void eachStepStopsResumesOrEnds() {
        auto events = begun();
        const std::vector<std::tuple<const char*, int, ClockState>> steps{
            {"correction-asked", 1, ClockState::Stopped},
            {"special-begun", 2, ClockState::Stopped},
            {"correction-received", 3, ClockState::Stopped},
            {"special-ended", 3, ClockState::Running},
            {"payment-asked", 4, ClockState::Stopped},
            {"paid", 4, ClockState::Running},
            {"decided", 11, ClockState::Ended}};
        for (const auto& [kind, days, state] : steps) {
            const auto event = next({kind, staff}, events, after(days));
            QVERIFY2(event.ok(), kind);
            events.push_back(*event);
            QVERIFY2(read(events, days)->state == state, kind);
        }
        // 3, 4, 5 and 6 March were stopped: the first of five days is Monday the 9th.
        const auto reading = read(events, 30);
        QCOMPARE(toLocalDate(*reading->due), std::string("2026-03-13"));
        QVERIFY(!reading->late);
        QCOMPARE(reading->used, 5);
    }

    void whatCannotFollowIsRefused() {
        auto asked = begun();
        asked.push_back(*next({"correction-asked", staff}, asked, after(1)));
        auto decided = begun();
        decided.push_back(*next({"decided", staff}, decided, after(1)));
        for (const CaseStep& step : caseSteps()) {
            if (step.step == matter::ClockStep::Witness)
                continue; // of a material or a node, which it must name
            const StepOrder order{std::string(step.kind), staff};
            const bool resumes = step.step == matter::ClockStep::Resume;
            const std::optional none =
                resumes ? std::optional(ErrorCode::CaseEventInvalid) : std::nullopt;
            QVERIFY(fault(order, begun()) == none);
            QVERIFY(fault(order, begun("refused")) == ErrorCode::CaseEventInvalid);
            QVERIFY(fault(order, begun("recalled")) == ErrorCode::CaseEventInvalid);
            QVERIFY(fault(order, decided) == ErrorCode::CaseEventInvalid);
        }
        QVERIFY(fault({"correction-asked", staff}, asked) == ErrorCode::CaseEventInvalid);
        QVERIFY(fault({"paid", staff}, asked) == ErrorCode::CaseEventInvalid);
        QVERIFY(!fault({"correction-received", staff}, asked));
    }

    // What is wrong with the trail is no fault of the step.
    void aTrailThatCannotBeReadIsNamedAsSuch() {
        const auto event = next({"paid", staff}, begun("withdrawn"), after(1));
        QVERIFY(!event.ok() && event.error().code == ErrorCode::ChainBroken);
        QVERIFY2(event.error().where.starts_with("event 2"), event.error().where.c_str());
        const auto early = next({"paid", staff}, begun(), after(1));
        QVERIFY2(early.error().where.starts_with("paid cannot follow accepted-for-checking"),
                 early.error().where.c_str());
    }

    void whatWasToComeLaterIsReceivedOnce() {
        const StepOrder came{"material-received", staff, {"householdRegister"}};
        auto events = begun();
        QVERIFY(isOwed("householdRegister", events, body));
        const auto event = next(came, events, after(1));
        QVERIFY(event.ok());
        QCOMPARE(detailOf(*event, "materials"), std::string("householdRegister"));
        events.push_back(*event);
        QVERIFY(!isOwed("householdRegister", events, body));
        QVERIFY(read(events, 2)->state == ClockState::Running); // it stops nothing
        QVERIFY(fault(came, events) == ErrorCode::CaseEventInvalid);
    }

    void whatIsNotOwedIsNotReceived() {
        const std::string step = "material-received", late = "householdRegister";
        const StepOrder came{step, staff, {late}};
        QVERIFY(fault({step, staff}, begun()) == ErrorCode::Usage);
        QVERIFY(fault({step, staff, {"passport"}}, begun()) == ErrorCode::NotFound);
        // Committed to, so nothing is to come; and with one that is owed nothing is recorded.
        QVERIFY(fault({step, staff, {late, "noOtherInsurance"}}, begun()) ==
                ErrorCode::CaseEventInvalid);
        for (const char* verdict : {"refused", "recalled"})
            QVERIFY(fault(came, begun(verdict)) == ErrorCode::CaseEventInvalid);
        auto decided = begun();
        decided.push_back(*next({"decided", staff}, decided, after(1)));
        QVERIFY(fault(came, decided) == ErrorCode::CaseEventInvalid);
        // Asked for again, it is what the correction waits for.
        auto asked = begun();
        asked.push_back(*next({"correction-asked", staff, {late}}, asked, after(1)));
        QVERIFY(fault(came, asked) == ErrorCode::CaseEventInvalid);
        auto other = begun();
        other.push_back(*next({"correction-asked", staff, {"noOtherInsurance"}}, other, after(1)));
        QVERIFY(!fault(came, other));
        auto spared = begun();
        spared.back().details.emplace_back(sparedDetail(late), "held");
        QVERIFY(fault(came, spared) == ErrorCode::CaseEventInvalid);
    }

    void theNamesOfAllStepsAreTold() {
        std::string all;
        for (const CaseStep& step : caseSteps())
            all += (all.empty() ? "" : ", ") + std::string(step.kind);
        QCOMPARE(stepNames(), all);
        QVERIFY(all.find("material-received") != std::string::npos);
        const auto unknown = next({"withdrawn", staff}, begun(), after(1));
        QVERIFY(unknown.error().where.ends_with("one of " + all));
    }

    void mistakesOfTheOrderAreNamed() {
        QVERIFY(fault({"withdrawn", staff}, begun()) == ErrorCode::Usage);
        QVERIFY(fault({"paid", ""}, begun()) == ErrorCode::Usage);
        QVERIFY(fault({"received", staff}, begun()) == ErrorCode::Usage);
        QVERIFY(fault({"paid", staff, {"householdRegister"}}, begun()) == ErrorCode::Usage);
        QVERIFY(fault({"correction-asked", staff, {"passport"}}, begun()) == ErrorCode::NotFound);
        QVERIFY(fault({"paid", staff}, begun(), ClockGrade::Unknown) == ErrorCode::ClockWrong);
        const auto event =
            next({"correction-asked", staff, {"householdRegister"}}, begun(), after(1));
        QCOMPARE(detailOf(*event, "materials"), std::string("householdRegister"));
        QVERIFY(stopsOf({*event}).materials == std::vector<std::string>{"householdRegister"});
    }

    void theGradeOfTheClockCounts() {
        auto events = begun();
        events.push_back(*next({"payment-asked", staff}, events, after(2, ClockGrade::Drift)));
        QVERIFY(read(events, 30)->grade == ClockGrade::Drift);
        // A drifting clock that ran ahead: what the network saw later counts.
        events.back().time = received + 20 * day;
        events.push_back(*next({"paid", staff}, events, after(3)));
        const auto reading = read(events, 30);
        QVERIFY(reading->times[3].note == matter::TimeNote::RanAhead);
        QCOMPARE(toLocalDate(*reading->due), std::string("2026-03-10"));
    }

    // A clock of staff that went back: the order of the chain is believed, no time falls.
    void aClockThatWentBack() {
        auto events = begun();
        events.push_back(*next({"payment-asked", staff}, events, after(7)));
        events.push_back(*next({"paid", staff}, events, after(2)));
        const auto reading = read(events, 30);
        QVERIFY(reading.ok() && reading->times.back().note == matter::TimeNote::WentBack);
        QVERIFY(reading->state == ClockState::Running);
    }

    void whateverIsTakenTheClockCanRead() {
        std::mt19937 random(20261123);
        int taken = 0, refused = 0;
        for (int round = 0; round < 500; ++round) {
            auto events = begun();
            for (int i = 0; i < 12; ++i) {
                const auto& step = caseSteps()[random() % caseSteps().size()];
                const auto event = next({std::string(step.kind), staff}, events,
                                        after(i + static_cast<int>(random() % 5)));
                ++(event.ok() ? taken : refused);
                if (event.ok())
                    events.push_back(*event);
                const auto reading = read(events, 60);
                QVERIFY2(reading.ok(), reading.ok() ? "" : reading.error().text().c_str());
                const Stops stops = stopsOf(events);
                QCOMPARE(reading->state == ClockState::Ended, stops.decided);
                QVERIFY(stops.decided ||
                        (reading->state == ClockState::Stopped) == !stops.open.empty());
            }
        }
        QVERIFY(taken > 500 && refused > 500);
    }
};

QTEST_GUILESS_MAIN(TestCaseSteps)
#include "tst_case_steps.moc"
