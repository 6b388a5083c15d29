// The calendars as published, and every mistake that somebody may make in one.
#include "platform/matter/legal_calendar.h"
#include "tests/support/cases/sample_case.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <fstream>

using namespace jiujin;
using namespace jiujin::matter;
using namespace std::chrono;

namespace {

const std::string right =
    R"({"year":2026,"source":"S","date":"2025-11-04","verified":true,)"
    R"("holidays":[{"name":{"zh":"甲","en":"A"},"from":"2026-01-01","until":"2026-01-03"}],)"
    R"("workdays":[{"date":"2026-01-04"}]})";

int workingDaysOf(const LegalCalendar& calendar, year which) {
    int found = 0;
    for (sys_days day = which / January / 1; day < sys_days((which + years(1)) / January / 1);
         day += days(1))
        found += *calendar.isWorkingDay(day) ? 1 : 0;
    return found;
}

} // namespace

class TestCalendar : public QObject {
    Q_OBJECT
private slots:
    void thePublishedYears() {
        const auto calendar = loadCalendar(tests::sourceFile("resources/calendar"));
        QVERIFY2(calendar.ok(), calendar.ok() ? "" : calendar.error().text().c_str());
        QVERIFY(calendar->year(2025)->verified && calendar->year(2026)->verified);
        // Weekdays of the year, less those that are holidays, more the weekends that are worked.
        QCOMPARE(workingDaysOf(*calendar, 2025y), 248);
        QCOMPARE(workingDaysOf(*calendar, 2026y), 248);
        QVERIFY(!*calendar->isWorkingDay(2026y / January / 2)); // a Friday, moved
        QVERIFY(*calendar->isWorkingDay(2026y / January / 4));  // a Sunday, worked
        QVERIFY(!*calendar->isWorkingDay(2026y / January / 10));
        QVERIFY(*calendar->isWorkingDay(2026y / February / 28));
    }

    void aYearWithoutACalendarIsNotComputable() {
        const LegalCalendar published = tests::legalCalendar();
        QVERIFY(!published.isWorkingDay(2027y / January / 4));
        QVERIFY(!published.after(2026y / December / 31, 1) && published.after(2026y / 12 / 30, 1));
        const auto asked = calendarMissing(2027y / January / 4);
        QVERIFY(asked.code == ErrorCode::CalendarMissing);
        QVERIFY(asked.where.find("2027.json") != std::string::npos);
    }

    void everyMistakeIsNamed_data() {
        QTest::addColumn<std::string>("from");
        QTest::addColumn<std::string>("to");
        QTest::addColumn<std::string>("says");
        const auto row = [](const char* name, std::string from, std::string to, std::string says) {
            QTest::newRow(name) << from << to << says;
        };
        row("no year", "\"year\":2026,", "", "/year: is missing");
        row("not said whether verified", ",\"verified\":true", "", "/verified: is missing");
        row("misspelt", "\"workdays\"", "\"workDays\"", "/workDays: unknown key");
        row("no day", "2026-01-03", "2026-02-30", "/holidays/0/until: must be a date");
        row("of another year", "2026-01-01", "2025-12-31", "/holidays/0/from: must lie in 2026");
        row("backwards", "2026-01-01", "2026-01-05", "/holidays/0: ends before it begins");
        row("worked anyway", "2026-01-04", "2026-01-05", "/workdays/0: is no Saturday or Sunday");
        row("both", "2026-01-04", "2026-01-03", "/workdays/0: is a holiday in this file too");
        row("twice", R"([{"date":"2026-01-04"}])",
            R"([{"date":"2026-01-04"},{"date":"2026-01-04"}])", "/workdays/1: stands here twice");
        row("overlap", R"("until":"2026-01-03"}])",
            R"("until":"2026-01-03"},{"name":{"zh":"乙","en":"B"},"from":"2026-01-03",)"
            R"("until":"2026-01-03"}])",
            "/holidays/1: 2026-01-03 is a holiday already");
        row("no JSON", "}]}", "}]", "not JSON");
    }
    void everyMistakeIsNamed() {
        QFETCH(std::string, from);
        QFETCH(std::string, to);
        QFETCH(std::string, says);
        std::string text = right;
        const auto at = text.find(from);
        QVERIFY(readCalendarYear("2026.json", text).ok() && at != std::string::npos);
        const auto read = readCalendarYear("2026.json", text.replace(at, from.size(), to));
        QVERIFY(!read && read.error().code == ErrorCode::CalendarInvalid);
        QVERIFY2(read.error().where.find("2026.json: " + says) == 0, read.error().where.c_str());
    }

    void theFilesNameIsItsYear_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("its year") << "2026.json" << true;
        QTest::newRow("another year") << "2027.json" << false;
        QTest::newRow("no year") << "notes.json" << false;
    }
    void theFilesNameIsItsYear() {
        QFETCH(QString, name);
        QFETCH(bool, good);
        const QTemporaryDir folder;
        std::ofstream(folder.filePath(name).toStdString()) << right;
        const auto read = loadCalendar(folder.path().toStdString());
        QCOMPARE(read.ok(), good);
        QVERIFY(good || read.error().code == ErrorCode::CalendarInvalid);
        QVERIFY(good || read.error().where.find(name.toStdString()) == 0);
    }
};

QTEST_GUILESS_MAIN(TestCalendar)
#include "tst_calendar.moc"
