// What is counted, and what is foreseen from it.
#include "app/terminal/supplies/forecast.h"

#include <QtTest/QtTest>

using namespace jiujin;
using namespace jiujin::supplies;

namespace {

constexpr Day first = 20'000;

// So many sheets on each of so many days, and as many loaded.
Record used(std::int64_t sheetsADay, Day days, std::int64_t loaded) {
    Record record;
    for (Day day = first; day < first + days; ++day)
        countSheets(record, sheetsADay, day);
    record.paper = {loaded, 0, false};
    return record;
}

GradedTime at(const char* time, ClockGrade grade) {
    return {*fromRfc3339(time), grade};
}

} // namespace

class ForecastTest : public QObject {
    Q_OBJECT
private slots:
    void aDayEndsAtMidnightInChina() {
        const auto before = dayOf(at("2026-11-22T15:59:59.999Z", ClockGrade::Network));
        const auto after = dayOf(at("2026-11-22T16:00:00.000Z", ClockGrade::Drift));
        QVERIFY(before && after);
        QCOMPARE(*after, *before + 1);
        QVERIFY(!dayOf(at("2026-11-22T16:00:00.000Z", ClockGrade::Unknown)));
    }
    void paperLastsAsTheWholeDaysBefore() {
        const Record record = used(10, 5, 100);
        QCOMPARE(forecastFor(record, first + 5).daysLeft, 10);
        // What was printed today says nothing yet; a day without a sheet does.
        Record today = record;
        countSheets(today, 0, first + 5);
        QCOMPARE(forecastFor(today, first + 5).daysLeft, 10);
        QCOMPARE(forecastFor(record, first + 10).daysLeft, 20);
    }
    void onlyTheLastFortnightCounts() {
        Record record = used(100, 5, 1000);
        for (Day day = first + 5; day < first + 19; ++day)
            countSheets(record, 10, day);
        QCOMPARE(forecastFor(record, first + 19).daysLeft, (1000 - 140) / 10);
        QVERIFY(record.days.size() <= 15);
        QCOMPARE(record.sheets, 640);
    }
    void whatIsNotKnownIsNotForeseen() {
        QVERIFY(forecastFor(Record{}, first) == Forecast{});
        QCOMPARE(forecastFor(used(10, 5, 0), first + 5).sheetsLeft, -1);
        QCOMPARE(forecastFor(used(10, 5, 100), std::nullopt).daysLeft, -1);
        QCOMPARE(forecastFor(used(10, 5, 100), std::nullopt).sheetsLeft, 100);
        // Before a whole day has passed, and when nothing was printed.
        QCOMPARE(forecastFor(used(10, 1, 100), first).daysLeft, -1);
        QCOMPARE(forecastFor(used(0, 5, 100), first + 5).daysLeft, -1);
    }
    void aClockThatWasSetBackForeseesNothingFromDaysToCome() {
        Record record = used(10, 5, 100);
        QCOMPARE(forecastFor(record, first - 3).daysLeft, -1);
        countSheets(record, 4, first - 3);
        countSheets(record, 0, first - 2);
        QCOMPARE(forecastFor(record, first - 2).daysLeft, 96 / 4);
        QCOMPARE(record.sheets, 54);
    }
    // The days that it has let go are not taken for days without a sheet.
    void aClockThatRanAheadMakesPaperLastNoLonger() {
        for (const Day ahead : {4, 40}) {
            Record record = used(10, 14, 100);
            countSheets(record, 1, first + 14 + ahead);
            countSheets(record, 10, first + 14);
            record.paper = {100, 0, false};
            QCOMPARE(forecastFor(record, first + 15).daysLeft, 10);
        }
    }
    void daysBeforeTheFirstForeseeNothing() {
        Record record;
        record.firstDay = first + 10;
        record.days[first + 5] = 10;
        record.paper = {100, 0, false};
        QCOMPARE(forecastFor(record, first + 5).daysLeft, -1);
        QCOMPARE(forecastFor(record, first + 6).daysLeft, -1);
    }
    void sheetsAreCountedWithoutAClock() {
        Record record = used(10, 2, 100);
        countSheets(record, 7, std::nullopt);
        QCOMPARE(record.sheets, 27);
        QCOMPARE(forecastFor(record, first + 2).sheetsLeft, 93);
        QCOMPARE(forecastFor(record, first + 2).daysLeft, 9);
    }
    void lessThanNothingIsNothing() {
        Record record = used(10, 2, 100);
        countSheets(record, 150, first + 2);
        QCOMPARE(forecastFor(record, first + 2).sheetsLeft, 0);
        QCOMPARE(forecastFor(record, first + 2).daysLeft, 0);
    }
    void tonerIsAPartOfWhatItIsRatedFor() {
        Record record;
        QCOMPARE(forecastFor(record, first).tonerLeft, -1);
        record.toner = {2300, 0, false};
        countSheets(record, 575, first);
        QCOMPARE(forecastFor(record, first).tonerLeft, 75);
        QVERIFY(!tonerIsLow(record));
        countSheets(record, 1495, first);
        QCOMPARE(forecastFor(record, first).tonerLeft, 10);
        QVERIFY(tonerIsLow(record));
    }
    void paperIsLowByCountOrByDays() {
        QVERIFY(!paperIsLow(Record{}, first));
        Record record = used(10, 5, 100);
        countSheets(record, 80, first + 5);
        QVERIFY(!paperIsLow(record, first + 5));
        countSheets(record, 1, first + 5);
        QVERIFY(paperIsLow(record, first + 5)); // 19 left, 10 a day
        QVERIFY(!paperIsLow(record, std::nullopt));
        countSheets(record, 9, first + 5);
        QVERIFY(paperIsLow(record, std::nullopt)); // a tenth
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
