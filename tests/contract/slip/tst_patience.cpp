// What takes a printer's or a citizen's patience: paper that runs out in the middle, a word that
// does not come, many cycles of unplugging; and what waiting costs.
#include "tests/contract/slip/cases.h"
#include "tests/contract/support/holdings.h"

#include <QtTest/QtTest>

using namespace jiujin::drivers;

namespace {

Holdings held(SlipRig& rig) {
    return holdingsOf(rig.host().process().processId());
}

} // namespace

class TestPatience : public QObject {
    Q_OBJECT
private slots:
    void paperThatRunsOutInTheMiddleIsToldAtOnceAndWaitedFor() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("out at 150"));
        rig.print(receiptLike(QStringLiteral("某"), QStringLiteral("FIRST")));
        QVERIFY(rig.statusComes(noPaper, 2000));
        QVERIFY(rig.silentFor(1000));
        QVERIFY(rig.hands("paper ok"));
        const auto answer = rig.answer();
        QVERIFY(answer && answer->printed);
        QVERIFY(rig.statusBecomes(ready));
        QVERIFY(rig.ticketsBecome(1));
    }
    void paperThatStaysAwayLeavesItUnknownAndNothingIsRepeated() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("out at 150"));
        rig.print(receiptLike(QStringLiteral("某"), QStringLiteral("FIRST")));
        QVERIFY(rig.statusComes(noPaper, 2000));
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, unknown);
        QCOMPARE(answer->kind, static_cast<int>(FaultKind::OutcomeUnknown));
        QVERIFY(rig.statusBecomes(noPaper));
        QVERIFY(rig.hands("paper ok"));
        QVERIFY(rig.statusBecomes(ready));
        // What came out of the first is cut off; the rest never comes.
        QVERIFY(rig.ticketsBecome(1));
        rig.print(small);
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.ticketsBecome(2));
        QVERIFY(peer.unknown().isEmpty());
    }
    void aPrinterThatDoesNotSayThatItIsOutLeavesItUnknown() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QVERIFY(rig.hands("slow 300"));
        rig.print(receiptLike(QStringLiteral("某"), QStringLiteral("FIRST")));
        QVERIFY(rig.silentFor(1000));
        QVERIFY(rig.hands("mute on"));
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, unknown);
        QVERIFY(rig.hands("slow 0"));
        QVERIFY(rig.hands("mute off"));
        QVERIFY(rig.statusBecomes(ready));
        const int before = static_cast<int>(peer.tickets().size());
        rig.print(small);
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.ticketsBecome(before + 1));
    }
    // A host on TCP lives through it; on a device each loss takes a fresh one.
    void unpluggingAgainAndAgainLeaksNothing() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        const auto once = [&] {
            QVERIFY(rig.hands("close"));
            QVERIFY(rig.statusBecomes(gone));
            if (peer.staysLost()) {
                rig.host().endVisit();
                QVERIFY(rig.host().ended());
            }
            QVERIFY(rig.hands("open"));
            QVERIFY(peer.staysLost() ? rig.beginReady() : rig.statusBecomes(ready));
            rig.print(small);
            const auto answer = rig.answer();
            QVERIFY(answer && answer->printed);
        };
        for (int i = 0; i < 5; ++i)
            once();
        const Holdings before = held(rig);
        for (int i = 0; i < cyclesWanted(); ++i)
            once();
        const Holdings after = held(rig);
        QCOMPARE(after.descriptors, before.descriptors);
        QCOMPARE(after.threads, before.threads);
        const long grown = after.kilobytes - before.kilobytes;
        QVERIFY2(grown < growthAtMost, qPrintable(QString::number(grown)));
    }
    void waitingCostsNothing() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        QTest::qWait(1000); // what the beginning brings is over
        const int questions = peer.count("questions"), transfers = peer.count("transfers");
        const qint64 host = rig.host().process().processId();
        const long wakeUps = wakeUpsOf(host);
        QTest::qWait(4000);
        QVERIFY(peer.count("questions") - questions <= 4);
        QVERIFY(peer.count("transfers") - transfers <= 12);
        const long more = wakeUpsOf(host) - wakeUps;
        const int most = 4 * peer.wakeUpsASecond();
        QVERIFY2(most == 0 || more <= most, qPrintable(QString::number(more)));
    }
};

QTEST_GUILESS_MAIN(TestPatience)
#include "tst_patience.moc"
