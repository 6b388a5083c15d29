// The shipped driver host and module when what the printer says comes late, half, twice, as noise
// or not at all.
#include "tests/contract/printer/printer_rig.h"

#include <QtTest/QtTest>

using jiujin::drivers::FaultKind;

namespace {

const QString ready;
const QString gone = QStringLiteral("JJ-1205");
const QString unknown = QStringLiteral("JJ-1207");

} // namespace

class TestPrinterLine : public QObject {
    Q_OBJECT
private slots:
    void slowAnswersChangeNothing() {
        PrinterRig rig(PrinterRig::To::Line);
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("line late 300"));
        QVERIFY(rig.statusBecomes(ready));
        rig.print(PrinterRig::document(2));
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->sheets, 2);
        QCOMPARE(rig.printed().size(), 1);
        QCOMPARE(rig.codesSoFar(), QStringList{ready});
    }
    // cupsd itself is misled by them, so that the print may fail; what is said of it is true.
    void anAnswerThatComesTwiceAnswersNothingElse() {
        PrinterRig rig(PrinterRig::To::Line);
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("line double"));
        QVERIFY(rig.statusBecomes(ready));
        rig.print(PrinterRig::document(2));
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(rig.printed().size(), answer->sheets == 2 ? 1 : 0);
        QVERIFY(rig.hands("line pass"));
        QVERIFY(rig.statusBecomes(ready));
    }
    void aPrinterThatIsNotUnderstoodGetsNothing() {
        PrinterRig rig(PrinterRig::To::Line);
        QVERIFY(rig.begin());
        for (const char* way : {"line garbage", "line garble", "line half", "line hang"}) {
            QVERIFY(rig.hands("line pass"));
            QVERIFY(rig.statusBecomes(ready));
            QVERIFY(rig.hands(way));
            QVERIFY2(rig.statusComes(gone), way);
            rig.print(PrinterRig::document(1));
            const auto answer = rig.answer();
            QVERIFY2(answer && answer->code == gone, way);
            QCOMPARE(answer->kind, static_cast<int>(FaultKind::NotReady));
        }
        QVERIFY(rig.jobTitles().isEmpty());
        QVERIFY(rig.hands("line pass"));
        QVERIFY(rig.statusComes(ready));
        rig.print(PrinterRig::document(1));
        QCOMPARE(rig.answer()->sheets, 1);
        QCOMPARE(rig.printed().size(), 1);
    }
    void aPrinterThatHangsDoesNotKeepCancelWaiting() {
        PrinterRig rig(PrinterRig::To::Line);
        QVERIFY(rig.begin());
        QVERIFY(rig.statusBecomes(ready));
        QVERIFY(rig.hands("slow 60"));
        const quint32 call = rig.print(PrinterRig::document(1));
        QTRY_COMPARE(rig.unfinishedJobs(), 1);
        QVERIFY(rig.hands("line hang"));
        QVERIFY(rig.statusComes(gone));
        QElapsedTimer timer;
        timer.start();
        rig.cancel(call);
        const auto answer = rig.answer();
        qInfo("answered after %lld ms (target 100)", timer.elapsed());
        QVERIFY(timer.elapsed() < 500);
        QVERIFY(answer && answer->call == call);
        QCOMPARE(answer->code, unknown);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::OutcomeUnknown));
        QVERIFY(rig.hands("line pass"));
    }
};

QTEST_GUILESS_MAIN(TestPrinterLine)
#include "tst_printer_line.moc"
