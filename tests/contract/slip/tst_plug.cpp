// What is so of a device, and not of a printer on a network: once lost it takes a fresh host, and
// who is connected cannot be told from who was.
#include "tests/contract/slip/cases.h"

#include <QtTest/QtTest>

class TestPlug : public QObject {
    Q_OBJECT
private slots:
    void withoutAVisitALostDeviceEndsTheHost() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.start().healthBecomes(QStringLiteral("ok")));
        QVERIFY(rig.hands("close"));
        QVERIFY(rig.host().healthBecomes(lost));
        QVERIFY(rig.host().ended());
    }
    // The word for the first slip comes when the second is asked for: it does not count for that.
    void aWordThatComesTooLateCountsForNothing() {
        EmulatorPeer peer;
        SlipRig rig(peer);
        QVERIFY(rig.beginReady());
        rig.print(small);
        QVERIFY(rig.answer()->printed);
        QVERIFY(rig.hands("slow 300"));
        rig.print(receiptLike(QStringLiteral("某"), QStringLiteral("FIRST")));
        QVERIFY(rig.silentFor(1000));
        QVERIFY(rig.hands("late 15000"));
        QCOMPARE(rig.answer()->code, unknown);
        QVERIFY(rig.hands("slow 0"));
        QVERIFY(rig.statusBecomes(ready));
        QVERIFY(rig.hands("mute on"));
        rig.print(small);
        const auto second = rig.answer();
        QVERIFY(second && !second->printed);
    }
};

QTEST_GUILESS_MAIN(TestPlug)
#include "tst_plug.moc"
