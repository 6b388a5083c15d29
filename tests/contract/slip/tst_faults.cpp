// What goes wrong with a receipt printer and its line: bad answers, silence, unplugging, a visit
// that ends or changes its mind.
#include "tests/contract/slip/slip_picture.h"
#include "tests/contract/slip/ways.h"

#include <QtTest/QtTest>

using namespace jiujin::drivers;

namespace {

const QString gone = QStringLiteral("JJ-1405");
const QString silent = QStringLiteral("JJ-3101");
const QString lost = QStringLiteral("JJ-3102");

} // namespace

class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void badAnswersChangeNothing_data() {
        QTest::addColumn<Way>("way");
        QTest::addColumn<QByteArray>("command");
        for (const char* command : {"garbage on", "double on", "latency 40", "late 700"}) {
            QTest::newRow(command) << Way::Tcp << QByteArray(command);
            QTest::newRow(QByteArray(command) + " device") << Way::Device << QByteArray(command);
        }
    }
    void badAnswersChangeNothing() {
        QFETCH(Way, way);
        QFETCH(QByteArray, command);
        EmulatorPeer peer(way);
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
    void halfAStatusIsMadeGoodByAsking_data() { bothWays(); }
    void halfAStatusIsMadeGoodByAsking() {
        QFETCH(Way, way);
        EmulatorPeer peer(way);
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("half on"));
        QVERIFY(rig.hands("paper near"));
        QTRY_COMPARE(rig.lastStatus().warning(), QStringLiteral("paper-near-end"));
        rig.print(small);
        const auto answer = rig.answer();
        QVERIFY(answer && answer->printed);
    }
    void aSilentPrinterGetsNothing_data() { bothWays(); }
    void aSilentPrinterGetsNothing() {
        QFETCH(Way, way);
        EmulatorPeer peer(way);
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
    void cancelIsAnsweredAtOnce_data() { bothWays(); }
    void cancelIsAnsweredAtOnce() {
        QFETCH(Way, way);
        EmulatorPeer peer(way);
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
    void unpluggedInTheMiddleIsUnknown_data() { bothWays(); }
    void unpluggedInTheMiddleIsUnknown() {
        QFETCH(Way, way);
        EmulatorPeer peer(way);
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
    void itReturnsAfterItWasUnplugged_data() { bothWays(); }
    void itReturnsAfterItWasUnplugged() {
        QFETCH(Way, way);
        EmulatorPeer peer(way);
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
    void withoutAVisitALostDeviceEndsTheHost() {
        EmulatorPeer peer(Way::Device);
        SlipRig rig(peer);
        QVERIFY(rig.start().healthBecomes(QStringLiteral("ok")));
        QVERIFY(rig.hands("close"));
        QVERIFY(rig.host().healthBecomes(lost));
        QVERIFY(rig.host().ended());
    }
    // What was sent for the last citizen does not come out for the next.
    void aVisitThatEndsTakesItsSlipWithIt_data() { bothWays(); }
    void aVisitThatEndsTakesItsSlipWithIt() {
        QFETCH(Way, way);
        EmulatorPeer peer(way);
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
