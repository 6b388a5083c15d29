// The legal clock: a golden table whose days were counted by hand on the published calendars, and
// what must hold for every list of events.
#include "platform/matter/legal_clock.h"
#include "tests/support/cases/sample_case.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin;
using namespace jiujin::matter;

namespace {

constexpr auto network = ClockGrade::Network, drift = ClockGrade::Drift,
               unknown = ClockGrade::Unknown;
constexpr auto working = LimitUnit::WorkingDays, natural = LimitUnit::NaturalDays,
               byHours = LimitUnit::Hours;

// "2026-03-02 09:00" in China.
WallTime at(const std::string& local) {
    return *fromRfc3339(local.substr(0, 10) + "T" + local.substr(11) + ":00.000Z") -
           std::chrono::hours(8);
}
ClockEvent start(const std::string& when, ClockGrade grade = network) {
    return {ClockStep::Start, {at(when), grade}};
}
ClockEvent stop(const std::string& when, const char* which, ClockGrade grade = network) {
    return {ClockStep::Stop, {at(when), grade}, StopReason::Correction, which};
}
ClockEvent resume(const std::string& when, const char* which) {
    return {ClockStep::Resume, {at(when), network}, StopReason::Correction, which};
}
ClockEvent witness(const std::string& when) {
    return {ClockStep::Witness, {at(when), network}};
}
ClockEvent end(const std::string& when) {
    return {ClockStep::End, {at(when), network}};
}

std::string dueOf(const ClockReading& reading) {
    return reading.due ? toLocalMinute(*reading.due) : "-";
}

void columns() {
    QTest::addColumn<LimitUnit>("unit");
    QTest::addColumn<int>("count");
    QTest::addColumn<std::vector<ClockEvent>>("events");
    QTest::addColumn<std::string>("due");
}
void row(const char* name, LimitUnit unit, int count, const std::vector<ClockEvent>& events,
         const char* due) {
    QTest::newRow(name) << unit << count << events << std::string(due);
}

// Any list that may be recorded: starts once, stops and resumes by turns, with times that jump.
std::vector<ClockEvent> anyEvents(std::mt19937& random) {
    const auto when = [&](int day) {
        return GradedTime{at("2025-03-03 08:00") + std::chrono::hours(day * 24 + random() % 30) -
                              std::chrono::hours(random() % 30),
                          random() % 4 == 0 ? drift : network};
    };
    std::vector<ClockEvent> events{{ClockStep::Start, when(0)}};
    std::vector<std::string> open;
    for (int i = 1; i < static_cast<int>(random() % 12); ++i) {
        if (!open.empty() && random() % 2 == 0) {
            events.push_back({ClockStep::Resume, when(i), {}, open.back()});
            open.pop_back();
        } else {
            open.push_back(std::to_string(i));
            events.push_back({ClockStep::Stop, when(i), StopReason::Payment, open.back()});
        }
    }
    return events;
}

} // namespace

class TestClock : public QObject {
    Q_OBJECT
    const LegalCalendar calendar = tests::legalCalendar();
    // 2028 has a 29 February; no notice is out, so this one is invented and unverified.
    const LegalCalendar leap{{{2028, "invented", "2026-11-22", false, {}, {}}}};

    ClockReading read(Limit limit, const std::vector<ClockEvent>& events,
                      const std::string& now) const {
        auto reading = readClock(limit, events, {at(now), network}, calendar);
        if (!reading)
            qFatal("%s", reading.error().text().c_str());
        return *reading;
    }
    void compareDue() const {
        QFETCH(LimitUnit, unit);
        QFETCH(int, count);
        QFETCH(std::vector<ClockEvent>, events);
        QFETCH(std::string, due);
        QCOMPARE(dueOf(read({unit, count}, events, "2026-10-20 09:00")), due);
    }

private slots:
    void golden_data() {
        columns();
        row("the day of the start is not counted", working, 1, {start("2026-03-02 00:00")},
            "2026-03-03 23:59");
        row("started in the last minute", working, 1, {start("2026-03-02 23:59")},
            "2026-03-03 23:59");
        row("over a weekend", working, 5, {start("2026-03-02 09:00")}, "2026-03-09 23:59");
        row("over a year's end; Sunday 4 January is worked", working, 3,
            {start("2025-12-30 09:00")}, "2026-01-05 23:59");
        row("over Spring Festival", working, 2, {start("2026-02-13 09:00")}, "2026-02-24 23:59");
        row("Saturday 28 February is worked", working, 4, {start("2026-02-24 09:00")},
            "2026-02-28 23:59");
        row("over National Day", working, 10, {start("2026-09-24 09:00")}, "2026-10-15 23:59");
        row("natural days", natural, 10, {start("2026-03-02 09:00")}, "2026-03-12 23:59");
        row("natural days that end in a holiday", natural, 5, {start("2026-09-28 09:00")},
            "2026-10-08 23:59");
        row("natural days that end on a worked Sunday", natural, 3, {start("2026-01-01 09:00")},
            "2026-01-04 23:59");
        row("hours run through a holiday", byHours, 48, {start("2026-10-01 09:30")},
            "2026-10-03 09:30");
        row("hours over a year's end", byHours, 24, {start("2025-12-31 18:00")},
            "2026-01-01 18:00");
    }
    void golden() { compareDue(); }

    void goldenStops_data() {
        columns();
        row("days that a stop touches do not count", working, 5,
            {start("2026-03-02 09:00"), stop("2026-03-04 15:00", "a"),
             resume("2026-03-06 10:00", "a")},
            "2026-03-12 23:59");
        row("stopped within a day", working, 2,
            {start("2026-03-02 09:00"), stop("2026-03-03 10:00", "a"),
             resume("2026-03-03 11:00", "a")},
            "2026-03-05 23:59");
        row("overlapping stops", working, 3,
            {start("2026-03-02 09:00"), stop("2026-03-03 10:00", "a"),
             stop("2026-03-04 10:00", "b"), resume("2026-03-05 10:00", "a"),
             resume("2026-03-06 10:00", "b")},
            "2026-03-11 23:59");
        row("nested stops", working, 3,
            {start("2026-03-02 09:00"), stop("2026-03-03 10:00", "a"),
             stop("2026-03-04 10:00", "b"), resume("2026-03-05 10:00", "b"),
             resume("2026-03-06 10:00", "a")},
            "2026-03-11 23:59");
        row("hours stop to the minute", byHours, 10,
            {start("2026-03-02 09:00"), stop("2026-03-02 12:30", "a"),
             resume("2026-03-02 18:00", "a")},
            "2026-03-03 00:30");
        row("a stop that never ends", working, 5,
            {start("2026-03-02 09:00"), stop("2026-03-04 15:00", "a")}, "-");
        row("hours with a stop that never ends", byHours, 48,
            {start("2026-03-02 09:00"), stop("2026-03-03 15:00", "a")}, "-");
        row("stopped after the limit was used up", working, 1,
            {start("2026-03-02 09:00"), stop("2026-03-05 15:00", "a")}, "2026-03-03 23:59");
    }
    void goldenStops() { compareDue(); }

    void goldenClocks_data() {
        columns();
        row("a clock that went back", working, 1,
            {witness("2026-03-04 09:00"), start("2026-03-02 09:00")}, "2026-03-05 23:59");
        row("offline, a drifting clock that ran ahead", working, 1,
            {start("2026-03-09 09:00", drift), witness("2026-03-02 10:00")}, "2026-03-03 23:59");
        row("offline, a drifting clock that fits", working, 1,
            {start("2026-03-02 09:00", drift), witness("2026-03-09 10:00")}, "2026-03-03 23:59");
        row("offline, an unknown clock: from when it was seen", working, 1,
            {start("1970-01-01 09:00", unknown), witness("2026-03-02 10:00")}, "2026-03-03 23:59");
    }
    void goldenClocks() { compareDue(); }

    void the29thOfFebruaryIsADay() {
        const auto dueIn = [&](LimitUnit unit, int count) {
            return *readClock({unit, count}, {start("2028-02-28 09:00")},
                              {at("2028-02-28 10:00"), network}, leap);
        };
        QCOMPARE(dueOf(dueIn(working, 1)), std::string("2028-02-29 23:59"));
        QCOMPARE(dueOf(dueIn(natural, 2)), std::string("2028-03-01 23:59"));
        QCOMPARE(dueOf(dueIn(byHours, 24)), std::string("2028-02-29 09:00"));
        QVERIFY(!dueIn(working, 1).verified && dueIn(byHours, 24).verified);
    }

    void aYearWithoutACalendarIsNotComputable() {
        const std::vector<ClockEvent> events{start("2026-12-30 09:00")};
        const GradedTime now{at("2026-12-30 10:00"), network};
        QVERIFY(readClock({working, 1}, events, now, calendar).ok());
        for (const auto unit : {working, natural})
            QVERIFY(readClock({unit, 2}, events, now, calendar).error().code ==
                    ErrorCode::CalendarMissing);
        QVERIFY(readClock({byHours, 48}, events, now, calendar).ok());
    }

    void usedStateAndLateness() {
        const Limit limit{working, 2};
        QVERIFY(read(limit, {}, "2026-03-02 09:00").state == ClockState::NotStarted);
        const auto begun = start("2026-03-02 09:00");
        QCOMPARE(read(limit, {begun}, "2026-03-03 09:00").used, 1);
        QVERIFY(!read(limit, {begun}, "2026-03-04 23:59").late);
        QVERIFY(read(limit, {begun}, "2026-03-05 00:00").late);
        const auto ended = read(limit, {begun, end("2026-03-04 23:59")}, "2026-10-20 09:00");
        QVERIFY(ended.state == ClockState::Ended && !ended.late && ended.used == 2);
        QVERIFY(read(limit, {begun, end("2026-03-05 08:00")}, "2026-10-20 09:00").late);
        const auto stopped =
            read(limit, {begun, stop("2026-03-03 09:00", "a")}, "2026-10-20 09:00");
        QVERIFY(stopped.state == ClockState::Stopped && stopped.used == 0 && !stopped.late);
    }

    void theGradeIsTheWorstOfAll() {
        const auto seen = witness("2026-03-05 10:00");
        const auto gradeOf = [&](const ClockEvent& first) {
            return read({working, 1}, {first, seen}, "2026-03-06 09:00").grade;
        };
        QVERIFY(gradeOf(start("2026-03-02 09:00")) == network);
        QVERIFY(gradeOf(start("2026-03-02 09:00", drift)) == drift);
        QVERIFY(gradeOf(start("2026-03-02 09:00", unknown)) == unknown);
        QVERIFY(gradeOf(start("2026-03-07 09:00")) == drift); // a network clock that went back
    }

    void whatCannotBeIsRefused() {
        const auto begun = start("2026-03-02 09:00");
        const auto over = end("2026-03-03 09:00");
        const std::vector<std::pair<std::vector<ClockEvent>, std::string>> wrong{
            {{begun, begun}, "event 2"},
            {{stop("2026-03-02 09:00", "a")}, "event 1"},
            {{begun, resume("2026-03-03 09:00", "a")}, "event 2"},
            {{begun, stop("2026-03-03 09:00", "a"), stop("2026-03-03 09:00", "a")}, "event 3"},
            {{begun, over, stop("2026-03-03 09:00", "a")}, "event 3"},
            {{begun, over, over}, "event 3"},
            {{over}, "event 1"}};
        for (const auto& [events, place] : wrong) {
            const auto reading =
                readClock({working, 1}, events, {at("2026-03-09 09:00"), network}, calendar);
            QVERIFY(!reading && reading.error().code == ErrorCode::CaseEventInvalid);
            QVERIFY2(reading.error().where.find(place) == 0, reading.error().where.c_str());
        }
        for (const int count : {0, -1, 18001})
            QVERIFY(!readClock({byHours, count}, {begun}, begun.time, calendar));
        QVERIFY(!readClock({working, 1}, {begun}, {at("2026-03-09 09:00"), unknown}, calendar));
    }

    void whateverIsRecordedHolds() {
        std::mt19937 random(20261122);
        for (int round = 0; round < 3000; ++round) {
            const auto events = anyEvents(random);
            const Limit limit{static_cast<LimitUnit>(random() % 3), 1 + int(random() % 20)};
            const auto now = [](int day) {
                return at("2025-06-01 08:00") + std::chrono::days(day);
            };
            const auto early = readClock(limit, events, {now(0), network}, calendar);
            const auto late = readClock(limit, events, {now(40), network}, calendar);
            const auto wider =
                readClock({limit.unit, limit.count + 1}, events, {now(0), network}, calendar);
            QVERIFY(early.ok() && late.ok() && wider.ok());
            QVERIFY(std::is_sorted(early->times.begin(), early->times.end(),
                                   [](auto& a, auto& b) { return a.time < b.time; }));
            QVERIFY(early->due == late->due && early->used <= late->used);
            QVERIFY(!wider->due || (early->due && *wider->due >= *early->due));
            QVERIFY(!early->due || *early->due >= early->times.front().time);
            QVERIFY(early->due || early->state == ClockState::Stopped);
            if (early->due && limit.unit != LimitUnit::Hours)
                QVERIFY(*calendar.isWorkingDay(
                    std::chrono::floor<std::chrono::days>(*early->due + std::chrono::hours(8))));
        }
    }

    void everyStepIsPrinted() {
        const std::vector<ClockEvent> events{start("2026-03-09 09:00", drift),
                                             witness("2026-03-02 10:00"),
                                             stop("2026-03-04 09:00", "a")};
        const Limit limit{working, 5};
        const std::string text = clockText(limit, events, read(limit, events, "2026-03-20 09:00"));
        for (const char* line :
             {"  1  2026-03-02 10:00  start: recorded 2026-03-09T01:00:00.000Z, clock drift; the "
              "clock ran ahead",
              "  3  2026-03-04 09:00  stop for correction [a]: ", "Limit: 5 working days\n",
              "Used: 1\n", "State: stopped\n", "Due: not known\n", "clock drift, verified"})
            QVERIFY2(text.find(line) != std::string::npos, (line + ("\n" + text)).c_str());
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
