// What only USB has: pipes that stall.
#include "tests/contract/idcard/reader_rig.h"

#include <QtTest/QtTest>

class TestIdCardUsb : public QObject {
    Q_OBJECT
private slots:
    void aStallIsClearedAndTheTransferTriedAgain() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        for (const char* command : {"on 2001 stall", "on 2002 stall", "on 3001 stall"}) {
            QVERIFY(rig.hands("nocard"));
            QVERIFY(rig.hands(command));
            QVERIFY(rig.hands("card zhang"));
            rig.ask();
            const auto answer = rig.answer();
            QVERIFY(answer && answer->card);
        }
    }
    void aPipeThatStallsAlwaysIsASilentReader() {
        ReaderRig rig;
        QVERIFY(rig.begin());
        QVERIFY(rig.hands("stall 100000"));
        rig.ask();
        const auto answer = rig.answer();
        QVERIFY(answer);
        QCOMPARE(answer->code, QStringLiteral("JJ-1007"));
        QVERIFY(rig.hands("stall 0"));
        QVERIFY(rig.host().healthBecomes(QStringLiteral("ok")));
        QVERIFY(rig.hands("card zhang"));
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
    void optionsThatNameNoDeviceAreSaid() {
        DriverProcess host(QStringLiteral("idcard-samv"), {QStringLiteral("descriptor=2")});
        QVERIFY(host.ended());
        QVERIFY(host.process().readAll().contains("JJ-3001"));
        DriverProcess both(QStringLiteral("idcard-samv"),
                           {QStringLiteral("descriptor=9"), QStringLiteral("device=/dev/ttyS0")});
        QVERIFY(both.ended());
        QVERIFY(both.process().readAll().contains("JJ-3001"));
        DriverProcess absent(QStringLiteral("idcard-samv"),
                             {QStringLiteral("device=/dev/bus/usb/009/099")});
        QCOMPARE(absent.nextHealth(), QStringLiteral("JJ-3102"));
    }
};

QTEST_GUILESS_MAIN(TestIdCardUsb)
#include "tst_idcard_usb.moc"
