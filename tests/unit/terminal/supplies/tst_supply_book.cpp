// The book of supplies over a shelf that can refuse, and over files.
#include "app/terminal/supplies/supply_book.h"

#include <QtTest/QtTest>

#include <fstream>
#include <functional>
#include <unistd.h>

using namespace jiujin;
using namespace jiujin::supplies;

namespace {

const std::string a4 = "printer", roll = "slip";

class TestClock : public Clock {
public:
    WallTime now = *fromRfc3339("2026-11-22T01:00:00.000Z");
    GradedTime wall() const override { return {now, ClockGrade::Network}; }
    SteadyTime steady() const override { return {}; }
};

// What lasts is what it was given while it was not full.
class TestShelf : public Shelf {
public:
    std::map<std::string, std::string> texts, aside;
    bool full = false;
    int writes = 0;

    std::optional<std::string> read(const std::string& name) const override {
        const auto text = texts.find(name);
        return text == texts.end() ? std::nullopt : std::optional(text->second);
    }
    Result<void> write(const std::string& name, const std::string& text) override {
        if (full)
            return Error(ErrorCode::StoreOpen, name);
        ++writes;
        texts[name] = text;
        return {};
    }
    void setAside(const std::string& name) override { aside.insert(texts.extract(name)); }
};

// What the log is told meanwhile.
QByteArray eventsOf(const std::function<void()>& act) {
    int ends[2] = {};
    if (::pipe(ends) != 0)
        qFatal("no pipe");
    const int kept = ::dup(STDERR_FILENO);
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[1]);
    act();
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    QByteArray lines(4096, '\0');
    lines.resize(qMax<ssize_t>(0, ::read(ends[0], lines.data(), 4096)));
    ::close(ends[0]);
    return lines;
}

ErrorCode codeIn(const Result<void>& result) {
    return result.ok() ? ErrorCode::NotFound : result.error().code;
}

} // namespace

class SupplyBookTest : public QObject {
    Q_OBJECT

    TestClock clock_;
    TestShelf shelf_;

    // As after a start of the terminal.
    SupplyBook book() { return {{{a4, 250, 2300}, {roll, 0, 0}}, shelf_, clock_}; }
    static std::vector<Entry> entries(const SupplyBook& book, const std::string& printer = {}) {
        std::vector<Entry> list;
        const auto lines = book.ledger(printer);
        for (const Line& line : *lines)
            list.push_back(line.entry);
        return list;
    }

private slots:
    void init() {
        clock_ = {};
        shelf_ = {};
    }

    void sheetsThatCameOutAreCountedAndLast() {
        SupplyBook first = book();
        QVERIFY(first.paperLoaded(a4, std::nullopt).ok());
        first.begun(a4);
        first.out(a4, 2);
        first.begun(a4);
        first.out(a4, 0);
        const SupplyBook second = book();
        const auto standing = second.standing(a4);
        QVERIFY(standing && *standing == (Standing{2, 248, -1, -1, 0}));
        QVERIFY(entries(second).empty());
        QVERIFY(!second.standing("idcard"));
        QCOMPARE(second.standing(roll)->sheets, 0);
    }
    void whatNobodyKnowsIsOneEntry() {
        SupplyBook first = book();
        first.begun(a4);
        clock_.now += std::chrono::minutes(1);
        first.unknown(a4, Cause::Printer);
        first.unknown(a4, Cause::Host);
        first.out(a4, 1);
        const std::vector<Entry> expected{
            {1, *fromRfc3339("2026-11-22T01:00:00.000Z"), Cause::Printer, Found::Open}};
        QVERIFY(entries(first) == expected);
        QVERIFY(entries(book()) == expected);
        QCOMPARE(first.standing(a4)->sheets, 0);
        QCOMPARE(first.standing(a4)->openEntries, 1);
    }
    // Whatever ended in the middle: what it had said is on the disk.
    void aPrintThatWasBegunWhenAllEndedIsAnEntryOnce() {
        book().begun(a4);
        QCOMPARE(entries(book()).size(), 1U);
        const SupplyBook again = book();
        QCOMPARE(entries(again).size(), 1U);
        QVERIFY(entries(again).front().cause == Cause::Terminal);
    }
    void numbersAreOneRowForAllPrinters() {
        SupplyBook first = book();
        for (const std::string& printer : {a4, roll, a4}) {
            first.begun(printer);
            first.unknown(printer, Cause::Host);
        }
        SupplyBook second = book();
        const auto lines = *second.ledger({});
        QCOMPARE(lines.size(), 3U);
        for (std::size_t i = 0; i < lines.size(); ++i)
            QCOMPARE(lines[i].entry.number, std::int64_t(i) + 1);
        QCOMPARE(lines[1].printer, roll);
        QCOMPARE(entries(second, a4).size(), 2U);
        QVERIFY(second.ledger("idcard").error().code == ErrorCode::NotFound);
    }
    void anEntryIsSettledOnceAndItsSheetsCount() {
        SupplyBook first = book();
        for (int i = 0; i < 3; ++i) {
            first.begun(a4);
            first.unknown(a4, Cause::Printer);
        }
        QVERIFY(first.settle(1, Found::Spoilt, std::nullopt).ok());
        QVERIFY(first.settle(2, Found::None, std::nullopt).ok());
        QVERIFY(first.settle(3, Found::Out, 2).ok());
        const SupplyBook second = book();
        QCOMPARE(second.standing(a4)->sheets, 3);
        QCOMPARE(second.standing(a4)->openEntries, 0);
        QVERIFY(codeIn(first.settle(1, Found::Out, 1)) == ErrorCode::AlreadyExists);
        QVERIFY(codeIn(first.settle(4, Found::Out, 1)) == ErrorCode::NotFound);
    }
    void whatNobodyCanHaveFoundIsRefused() {
        SupplyBook first = book();
        first.begun(a4);
        first.unknown(a4, Cause::Printer);
        QVERIFY(codeIn(first.settle(1, Found::Open, std::nullopt)) == ErrorCode::Usage);
        QVERIFY(codeIn(first.settle(1, Found::None, 1)) == ErrorCode::Usage);
        for (const std::int64_t sheets : {std::int64_t(0), std::int64_t(-1), mostSheets + 1})
            QVERIFY(codeIn(first.settle(1, Found::Spoilt, sheets)) == ErrorCode::Usage);
        QCOMPARE(first.standing(a4)->openEntries, 1);
    }
    void loadingStartsTheCountAnew() {
        SupplyBook first = book();
        QVERIFY(first.paperLoaded(roll, 400).ok() && first.tonerChanged(a4, std::nullopt).ok());
        first.begun(a4);
        first.out(a4, 230);
        QCOMPARE(first.standing(a4)->tonerLeft, 90);
        QCOMPARE(first.standing(a4)->sheetsLeft, -1);
        QCOMPARE(first.standing(roll)->sheetsLeft, 400);
        QVERIFY(first.tonerChanged(a4, 1000).ok());
        QCOMPARE(first.standing(a4)->tonerLeft, 100);
        QCOMPARE(first.standing(a4)->sheets, 230);
        QVERIFY(codeIn(first.paperLoaded(roll, std::nullopt)) == ErrorCode::Usage);
        QVERIFY(codeIn(first.paperLoaded(a4, 0)) == ErrorCode::Usage);
        QVERIFY(codeIn(first.paperLoaded(a4, mostLoaded + 1)) == ErrorCode::Usage);
        QVERIFY(first.paperLoaded("idcard", 1).error().code == ErrorCode::NotFound);
    }
    // Printing goes on; a technician hears that what was said does not last.
    void aFullDiskStopsNoCountAndBelievesNoTechnician() {
        SupplyBook first = book();
        QVERIFY(first.paperLoaded(a4, 100).ok());
        shelf_.full = true;
        first.begun(a4);
        first.out(a4, 2);
        QCOMPARE(first.standing(a4)->sheetsLeft, 98);
        QVERIFY(codeIn(first.paperLoaded(a4, 250)) == ErrorCode::StoreOpen);
        QCOMPARE(first.standing(a4)->sheetsLeft, 98);
        first.begun(a4);
        first.unknown(a4, Cause::Host);
        QVERIFY(codeIn(first.settle(1, Found::Out, 1)) == ErrorCode::StoreOpen);
        QCOMPARE(first.standing(a4)->openEntries, 1);
        shelf_.full = false;
        QVERIFY(first.settle(1, Found::Out, 1).ok());
        QVERIFY(*book().standing(a4) == *first.standing(a4));
    }
    void whatCannotBeReadIsSetAsideAndSaid_data() {
        init();
        QTest::addColumn<QByteArray>("text");
        SupplyBook first = book();
        first.begun(a4);
        const QByteArray whole = QByteArray::fromStdString(shelf_.texts[a4]);
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another object") << QByteArray("{}");
        QTest::newRow("half") << whole.left(whole.size() / 2);
        QTest::newRow("a negative count")
            << QByteArray(whole).replace("\"sheets\":0", "\"sheets\":-1");
        QTest::newRow("too large a count")
            << QByteArray(whole).replace("\"sheets\":0", "\"sheets\":9000000000000000000");
        QTest::newRow("a time that is none") << QByteArray(whole).replace("2026-11", "2026-13");
    }
    void whatCannotBeReadIsSetAsideAndSaid() {
        QFETCH(QByteArray, text);
        shelf_.texts[a4] = text.toStdString();
        const SupplyBook first = book();
        QCOMPARE(entries(first, a4).size(), 1U);
        QVERIFY(entries(first, a4).front().cause == Cause::Book);
        QCOMPARE(shelf_.aside[a4], text.toStdString());
        QCOMPARE(entries(book(), a4).size(), 1U);
    }
    // What was said of number 3 never means another sheet.
    void numbersDoNotComeAgain() {
        SupplyBook first = book();
        for (int i = 0; i < 3; ++i) {
            first.begun(a4);
            first.unknown(a4, Cause::Printer);
        }
        shelf_.texts[a4] = "no record";
        QCOMPARE(entries(book(), a4).front().number, 4);
        // Nor when the printer is gone from the settings, or the number of the last one is lost.
        SupplyBook other({{roll, 0, 0}}, shelf_, clock_);
        other.begun(roll);
        other.unknown(roll, Cause::Printer);
        QCOMPARE(entries(other).front().number, 5);
        for (auto& [name, text] : shelf_.texts)
            if (name != a4 && name != roll)
                text = "no number";
        SupplyBook last = book();
        last.begun(a4);
        last.unknown(a4, Cause::Printer);
        QCOMPARE(entries(last).back().number, 6);
    }
    void theLedgerIsBoundedAndOpenEntriesStayLongest() {
        SupplyBook first = book();
        const auto spoil = [&] {
            first.begun(a4);
            first.unknown(a4, Cause::Printer);
        };
        for (int i = 0; i < 200; ++i)
            spoil();
        QVERIFY(first.settle(150, Found::Out, 1).ok());
        spoil();
        QCOMPARE(entries(first).size(), 200U);
        QCOMPARE(first.standing(a4)->openEntries, 200);
        QCOMPARE(entries(first).front().number, 1);
        spoil();
        QCOMPARE(entries(first).size(), 200U);
        QCOMPARE(entries(first).front().number, 2);
        QCOMPARE(entries(first).back().number, 202);
    }
    void lowSuppliesAreToldOnceUntilLoaded() {
        SupplyBook first = book();
        QVERIFY(eventsOf([&] { QVERIFY(first.paperLoaded(a4, 10).ok()); }).contains("\"JE-1208\""));
        const auto print = [&](SupplyBook& where, std::int64_t sheets) {
            return eventsOf([&] {
                where.begun(a4);
                where.out(a4, sheets);
            });
        };
        QCOMPARE(print(first, 8), QByteArray());
        const QByteArray low = print(first, 1);
        QCOMPARE(low.count("\"JE-1207\""), 1);
        QVERIFY2(low.contains("\"kind\":\"paper\",\"left\":1"), low.constData());
        // Not again, nor after a restart; but of the next load.
        SupplyBook second = book();
        QCOMPARE(print(second, 1), QByteArray());
        QVERIFY(second.paperLoaded(a4, 10).ok());
        QVERIFY(print(second, 9).contains("\"JE-1207\""));
    }
    void lowSuppliesAreToldWhenSheetsAreSettled() {
        SupplyBook first = book();
        QVERIFY(first.paperLoaded(a4, 10).ok());
        first.begun(a4);
        first.out(a4, 7);
        first.begun(a4);
        first.unknown(a4, Cause::Printer);
        const QByteArray low = eventsOf([&] { QVERIFY(first.settle(1, Found::Spoilt, 2).ok()); });
        QCOMPARE(low.count("\"JE-1207\""), 1);
        SupplyBook second = book();
        QCOMPARE(second.standing(a4)->sheetsLeft, 1);
        QCOMPARE(eventsOf([&] {
                     second.begun(a4);
                     second.out(a4, 1);
                 }),
                 QByteArray());
    }
    void anUnknownSheetIsTold() {
        SupplyBook first = book();
        first.begun(a4);
        const QByteArray told = eventsOf([&] { first.unknown(a4, Cause::Host); });
        QCOMPARE(told.count("\"JE-1206\""), 1);
        QVERIFY2(told.contains("\"device\":\"printer\",\"entry\":1,\"cause\":\"host\""),
                 told.constData());
    }
    void filesLastAndWhatIsBrokenStays() {
        const QTemporaryDir folder;
        const std::filesystem::path supplies =
            std::filesystem::path(folder.path().toStdString()) / "supplies";
        FolderShelf shelf(supplies);
        QVERIFY(!shelf.read(a4));
        SupplyBook({{a4, 0, 0}}, shelf, clock_).begun(a4);
        QVERIFY(entries(SupplyBook({{a4, 0, 0}}, shelf, clock_)).front().cause == Cause::Terminal);
        std::ofstream(supplies / a4) << "no record";
        QVERIFY(entries(SupplyBook({{a4, 0, 0}}, shelf, clock_)).front().cause == Cause::Book);
        std::string kept;
        std::getline(std::ifstream(supplies / (a4 + ".unreadable")) >> std::ws, kept);
        QCOMPARE(kept, std::string("no record"));
        QVERIFY(!FolderShelf(supplies / a4).write(a4, "x").ok());
    }
};

QTEST_GUILESS_MAIN(SupplyBookTest)
#include "tst_supply_book.moc"
