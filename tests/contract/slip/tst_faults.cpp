// What goes wrong with a receipt printer and its line: bad answers, silence, unplugging, a visit
// that ends or changes its mind.
#include "tests/contract/slip/cases.h"
#include "tests/contract/slip/slip_picture.h"

#include <QtTest/QtTest>

using namespace jiujin::drivers;

namespace {

const QString silent = QStringLiteral("JJ-3101");

} // namespace

class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void badAnswersChangeNothing_data() {
        QTest::addColumn<QByteArray>("command");
        for (const char* command : {"garbage on", "double on", "latency 40", "late 700"})
            QTest::newRow(command) << QByteArray(command);
    }
    void badAnswersChangeNothing() {
        QFETCH(QByteArray, command);
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands(command));
        for (quint32 i = 1; i <= 3; ++i) {
            rig.print(small);
            const auto answer = rig.answer();
            QVERIFY(answer && answer->call == i && answer->printed);
        }
        QVERIFY(rig.ticketsBecome(3));
        QCOMPARE(rig.codesSoFar(), QStringList{ready});
    }
    void halfAStatusIsMadeGoodByAsking() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("half on"));
        QVERIFY(rig.hands("paper near"));
        QTRY_COMPARE(rig.lastStatus().warning(), QStringLiteral("paper-near-end"));
        rig.print(small);
        const auto answer = rig.answer();
        QVERIFY(answer && answer->printed);
    }
    void aSilentPrinterGetsNothing() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("hang on"));
        rig.print(small);
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, silent);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::Timeout));
        QVERIFY(rig.statusBecomes(silent));
        // Also while its connection is made anew: nothing else is told until it answers.
        QVERIFY(!rig.statusBecomes(gone, 3000));
        QVERIFY(!rig.codesSoFar().contains(gone));
        QVERIFY(rig.hands("hang off"));
        QVERIFY(rig.statusBecomes(ready));
        QVERIFY(peer.tickets().isEmpty());
        rig.print(small);
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.ticketsBecome(1));
    }
    void cancelIsAnsweredAtOnce() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("slow 800"));
        const quint32 first = rig.print(receiptLike(QStringLiteral("某"), QStringLiteral("x")));
        const quint32 second = rig.print(small);
        QVERIFY(rig.silentFor(600));
        QElapsedTimer timer;
        timer.start();
        rig.cancel(second);
        auto answer = rig.answer();
        QVERIFY(answer && answer->call == second);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::Cancelled));
        rig.cancel(first);
        answer = rig.answer();
        QVERIFY(answer && answer->call == first);
        QCOMPARE(answer->code, unknown);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::OutcomeUnknown));
        qInfo("both answered after %lld ms (target 100 each)", timer.elapsed());
        QVERIFY(timer.elapsed() < 600);
        rig.cancel(first);
        QVERIFY(rig.silentFor(200));
        QVERIFY(rig.hands("slow 0"));
        QVERIFY(rig.statusBecomes(ready));
        rig.print(small);
        QVERIFY(rig.answer()->printed);
        QCOMPARE(rig.host().paper(), QStringLiteral("begun, unknown, begun, out 1"));
    }
    void unpluggedInTheMiddleIsUnknown() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("slow 800"));
        const quint32 call = rig.print(receiptLike(QStringLiteral("某"), QStringLiteral("x")));
        QVERIFY(rig.silentFor(600));
        QVERIFY(rig.hands("close"));
        const auto answer = rig.answer();
        QVERIFY(answer && answer->call == call);
        QCOMPARE(answer->code, unknown);
        QVERIFY(rig.statusBecomes(gone));
        rig.print(small);
        QCOMPARE(rig.answer()->code, gone);
        QVERIFY(rig.silentFor(200));
        QCOMPARE(rig.host().paper(), QStringLiteral("begun, unknown"));
    }
    void itReturnsAfterItWasUnplugged() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("close"));
        QVERIFY(rig.statusComes(gone));
        QVERIFY(rig.host().healthBecomes(peer.staysLost() ? lost : gone));
        if (peer.staysLost()) {
            rig.host().endVisit();
            QVERIFY(rig.host().ended());
            QCOMPARE(rig.start().nextHealth(), lost);
            QVERIFY(rig.hands("open"));
            QVERIFY(rig.host().healthBecomes(QStringLiteral("ok")));
            QVERIFY(rig.beginReady());
        } else {
            QVERIFY(rig.hands("open"));
            QVERIFY(rig.statusComes(ready));
        }
        rig.print(small);
        QVERIFY(rig.answer()->printed);
    }
    // What was sent for the last citizen does not come out for the next.
    void aVisitThatEndsTakesItsSlipWithIt() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("slow 800"));
        rig.print(receiptLike(QStringLiteral("上一位"), QStringLiteral("LAST")));
        QVERIFY(rig.silentFor(600));
        rig.host().endVisit();
        QVERIFY(rig.host().ended());
        QCOMPARE(rig.host().paper(), QStringLiteral("begun, unknown"));
        QVERIFY(rig.hands("slow 0"));
        QVERIFY(rig.beginReady());
        rig.print(receiptLike(QStringLiteral("下一位"), QStringLiteral("NEXT")));
        QVERIFY(rig.answer()->printed);
        const QString last = peer.tickets().last();
        QCOMPARE(codeIn(last), QStringLiteral("NEXT"));
        QVERIFY(!textIn(last).contains(QStringLiteral("上一位")));
    }
};

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
