// The shipped driver host and module over time: a line that hangs in the middle of a print, a cupsd
// that does, a printer that comes and goes, and what waiting costs.
#include "tests/contract/printer/printer_rig.h"
#include "tests/contract/support/holdings.h"

#include <QtTest/QtTest>

using jiujin::drivers::FaultKind;

namespace {

const QString ready;
const QString gone = QStringLiteral("JJ-1205");
const QString unknown = QStringLiteral("JJ-1207");

Holdings held(PrinterRig& rig) {
    return holdingsOf(rig.host().process().processId());
}

} // namespace

class TestPrinterWatch : public QObject {
    Q_OBJECT
private slots:
    void silenceInTheMiddleLeavesItUnknownAndNothingIsRepeated_data() {
        QTest::addColumn<QByteArray>("hang");
        QTest::addColumn<QByteArray>("wake");
        QTest::newRow("printer") << QByteArray("line hang") << QByteArray("line pass");
        QTest::newRow("cupsd") << QByteArray("cups-hang") << QByteArray("cups-wake");
    }
    void silenceInTheMiddleLeavesItUnknownAndNothingIsRepeated() {
        QFETCH(QByteArray, hang);
        QFETCH(QByteArray, wake);
        PrinterRig rig(PrinterRig::To::Line);
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(ready));
        QVERIFY(rig.hands("slow 60"));
        rig.print(PrinterRig::document(1, "First"));
        QTRY_COMPARE(rig.unfinishedJobs(), 1);
        QVERIFY(rig.hands(hang));
        QVERIFY(rig.statusComes(gone));
        const auto answer = rig.answer(60000);
        QVERIFY(answer);
        QCOMPARE(answer->code, unknown);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::OutcomeUnknown));
        QVERIFY(rig.hands(wake));
        rig.host().endVisit();
        QVERIFY(rig.host().ended(60000));
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(ready, 90000));
        rig.print(PrinterRig::document(1, "Next"));
        const auto next = rig.answer(60000);
        QVERIFY(next);
        QCOMPARE(next->sheets, 1);
        QCOMPARE(rig.printed().size(), 1);
    }
    void comingAndGoingLeavesNothingBehind() {
        PrinterRig rig(PrinterRig::To::Line);
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(ready));
        const auto comeAndGo = [&] {
            QVERIFY(rig.hands("line off"));
            QVERIFY(rig.statusBecomes(gone));
            QVERIFY(rig.hands("line on"));
            QVERIFY(rig.statusBecomes(ready));
        };
        const auto print = [&] {
            rig.print(PrinterRig::document(1));
            const auto answer = rig.answer();
            QVERIFY(answer);
            QCOMPARE(answer->sheets, 1);
        };
        for (int i = 0; i < 5; ++i)
            comeAndGo();
        print();
        const Holdings before = held(rig);
        int sheets = 1;
        for (int i = 1; i <= cyclesWanted(); ++i) {
            comeAndGo();
            if (i % printEvery != 0)
                continue;
            print();
            ++sheets;
        }
        const Holdings after = held(rig);
        QCOMPARE(after.descriptors, before.descriptors);
        QCOMPARE(after.threads, before.threads);
        const long grown = after.kilobytes - before.kilobytes;
        QVERIFY2(grown < growthAtMost, qPrintable(QString::number(grown)));
        QCOMPARE(rig.printed().size(), sheets);
    }
    // While a visit may print the printer is asked once a second, otherwise every five: few
    // printers tell of a change by themselves.
    void waitingCostsLittle() {
        PrinterRig rig(PrinterRig::To::Line);
        constexpr int seconds = 10;
        QVERIFY(rig.start().healthBecomes(QStringLiteral("ok")));
        const int idle = requestsWithin(rig, seconds * 1000);
        QVERIFY2(idle >= 1 && idle <= seconds / 5 + 1, qPrintable(QString::number(idle)));
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(ready));
        const qint64 host = rig.host().process().processId();
        const long wakeUps = wakeUpsOf(host);
        const int serving = requestsWithin(rig, seconds * 1000);
        QVERIFY2(serving >= 1 && serving <= seconds + 1, qPrintable(QString::number(serving)));
        const long woken = wakeUpsOf(host) - wakeUps;
        qInfo("%d requests and %ld wake-ups in %d s", serving, woken, seconds);
        QVERIFY2(woken <= wakeUpsASecond * seconds, qPrintable(QString::number(woken)));
    }

private:
    static constexpr int printEvery = 5; // cycles

    // Two questions a second, of the printer and of cupsd, each over a connection of its own.
    static constexpr long wakeUpsASecond = 30;

    static int requestsWithin(PrinterRig& rig, int milliseconds) {
        const int before = rig.requests();
        QTest::qWait(milliseconds);
        return rig.requests() - before;
    }
};

QTEST_GUILESS_MAIN(TestPrinterWatch)
#include "tst_printer_watch.moc"
