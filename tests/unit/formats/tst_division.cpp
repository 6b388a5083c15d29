#include "platform/formats/division_history.h"

#include <QtTest/QtTest>

#include <fstream>
#include <iterator>

using namespace jiujin;
using namespace jiujin::formats;
using namespace std::chrono;

namespace {

DivisionCode codeOf(std::string_view text) {
    return *DivisionCode::parse(text);
}

std::string shippedText() {
    std::ifstream in(qgetenv("JIUJIN_SOURCE_DIR").toStdString() +
                     "/resources/divisions/divisions.tsv");
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string mistakeIn(std::string_view text) {
    const auto history = DivisionHistory::parse(text, "d.tsv");
    return history.ok() ? "taken" : history.error().where;
}

} // namespace

class TestDivision : public QObject {
    Q_OBJECT
private slots:
    void codesOfAllLengthsAreKeptAsTwelve() {
        QCOMPARE(codeOf("511602").text(), std::string("511602000000"));
        QVERIFY(codeOf("511602") == codeOf("511602000000") &&
                codeOf("511602") == codeOf("511602000"));
        QCOMPARE(codeOf("511602000000").brief(), std::string("511602"));
        QCOMPARE(codeOf("511602001").brief(), std::string("511602001"));
        QCOMPARE(codeOf("511602001002").brief(), std::string("511602001002"));
        QCOMPARE(codeOf("510000").brief(), std::string("510000"));
    }
    void levelsAndParentsFollowTheDigits() {
        QVERIFY(codeOf("510000").level() == DivisionLevel::Province);
        QVERIFY(codeOf("511600").level() == DivisionLevel::City);
        QVERIFY(codeOf("511602").level() == DivisionLevel::County);
        QVERIFY(codeOf("511602001").level() == DivisionLevel::Township);
        QVERIFY(codeOf("511602001002").level() == DivisionLevel::Village);
        std::string way;
        for (std::optional<DivisionCode> at = codeOf("511602001002"); at; at = at->parent())
            way += at->brief() + " ";
        QCOMPARE(way, std::string("511602001002 511602001 511602 511600 510000 "));
    }
    void aPlaceContainsItselfAndWhatLiesWithin() {
        for (const char* inner : {"511602001002", "511602001", "511602", "511600", "510000"})
            QVERIFY2(codeOf("510000").contains(codeOf(inner)), inner);
        QVERIFY(!codeOf("511602").contains(codeOf("511600")));
        QVERIFY(!codeOf("511602").contains(codeOf("511603")));
        QVERIFY(!codeOf("510000").contains(codeOf("500000")));
    }
    void eachFaultNamesItsPlace() {
        const auto where = [](const char* text) {
            return DivisionCode::parse(text).error().where;
        };
        QCOMPARE(where("51160"), std::string("division code: 5 bytes, expected 6, 9 or 12"));
        QCOMPARE(where("51160A"), std::string("division code: character 6 is no digit"));
        QCOMPARE(where("011602"), std::string("division code: no province begins with 0"));
    }
    void theShippedHistoryIsRead() {
        const auto history = DivisionHistory::parse(shippedText(), "divisions.tsv");
        QVERIFY2(history.ok(), history.ok() ? "" : history.error().where.c_str());
        QVERIFY(history->rows().size() > 3000);
        // 崇文区 went to 东城区 in 2010; people keep its code in their numbers.
        QCOMPARE(history->at(codeOf("110103"), 2008y / December)->name, std::string("崇文区"));
        QVERIFY(history->at(codeOf("110103"), 2016y / July) == nullptr);
        QVERIFY(history->isAbolished(codeOf("110103")));
        QCOMPARE(history->latest(codeOf("110103"))->name, std::string("崇文区"));
        QVERIFY(!history->isAbolished(codeOf("110105")));
        QVERIFY(!history->isAbolished(codeOf("999999")));
        QVERIFY(history->latest(codeOf("999999")) == nullptr);
        QCOMPARE(history->fullName(codeOf("511602000000"), 2016y / July),
                 std::string("四川省广安市广安区"));
        QCOMPARE(history->fullName(codeOf("110105"), 2016y / July), std::string("北京市朝阳区"));
        QCOMPARE(history->fullName(codeOf("110103"), 2016y / July), std::string());
    }
    void ofEveryShippedRowOneIsFoundInItsMonths() {
        const auto history = DivisionHistory::parse(shippedText(), "divisions.tsv");
        QVERIFY(history.ok());
        for (const Division& row : history->rows()) {
            QVERIFY2(history->at(row.code, row.first) == &row, row.name.c_str());
            QVERIFY2(!row.last || history->at(row.code, *row.last) == &row, row.name.c_str());
            QVERIFY(!row.code.parent() || row.code.parent()->contains(row.code));
        }
    }
    void everyMistakeNamesFileAndLine() {
        const std::string good = "# comment\n110103\t崇文区\t2002-12\t2009-12\n";
        QCOMPARE(mistakeIn(good), std::string("taken"));
        QCOMPARE(mistakeIn(good + "110104\t宣武区\t2002-12\n"),
                 std::string("d.tsv:3: expected code, name, first and last month"));
        QCOMPARE(mistakeIn(good + "11010A\t宣武区\t2002-12\t-\n"),
                 std::string("d.tsv:3: division code: character 6 is no digit"));
        for (const char* name : {"", "a\u202E", "\xFF"})
            QCOMPARE(mistakeIn(good + "110104\t" + name + "\t2002-12\t-"),
                     std::string("d.tsv:3: the name is one line of 1 to 120 bytes"));
        for (const char* months :
             {"2002-13\t-", "2002\t-", "-\t2009-12", "2002-12\t2009", "2002-12\t"})
            QCOMPARE(mistakeIn(good + "110104\t宣武区\t" + months),
                     std::string("d.tsv:3: a month is YYYY-MM, the last one may be -"));
        QCOMPARE(mistakeIn(good + "110104\t宣武区\t2002-12\t2002-11"),
                 std::string("d.tsv:3: the last month is before the first"));
        QCOMPARE(mistakeIn(good + "110102\t西城区\t2002-12\t-"),
                 std::string("d.tsv:3: codes are in ascending order"));
        QCOMPARE(mistakeIn(good + "110103\t又一区\t2009-12\t-"),
                 std::string("d.tsv:3: this row and the one before overlap in time"));
    }
};

QTEST_APPLESS_MAIN(TestDivision)
#include "tst_division.moc"
