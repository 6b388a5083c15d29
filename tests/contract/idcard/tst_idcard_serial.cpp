// What only a serial line has: a rate that must be found.
#include "tests/contract/idcard/reader_rig.h"

#include <QtTest/QtTest>

class TestIdCardSerial : public QObject {
    Q_OBJECT
private slots:
    void theRateIsFound_data() {
        QTest::addColumn<QByteArray>("rate");
        for (const char* rate : {"115200", "57600", "38400", "19200", "9600"})
            QTest::newRow(rate) << QByteArray(rate);
    }
    void theRateIsFound() {
        QFETCH(QByteArray, rate);
        ReaderRig rig;
        QVERIFY(rig.hands("baud " + rate));
        QVERIFY(rig.hands("card zhang"));
        QVERIFY(rig.begin());
        rig.ask();
        QVERIFY(rig.answer()->card);
    }
};

QTEST_GUILESS_MAIN(TestIdCardSerial)
#include "tst_idcard_serial.moc"
