#include "platform/formats/decimal.h"

#include <QtTest/QtTest>

#include <random>

using namespace jiujin::formats;

class TestDecimal : public QObject {
    Q_OBJECT
private slots:
    void decimalsAreExact() {
        QCOMPARE(decimalText(*parseDecimal("12.5", 2), 2), std::string("12.50"));
        QCOMPARE(decimalText(*parseDecimal("0.005", 3), 2), std::string("0.01"));
        QCOMPARE(decimalText(*parseDecimal("0.995", 3), 0), std::string("1"));
        for (const char* wrong : {"", ".", "1.", ".5", "-1", "+1", "1e3", "01", "1,000", " 1",
                                  "1.2345", "1234567890123"})
            QVERIFY2(!parseDecimal(wrong, 3), wrong);
        std::mt19937_64 random(7); // NOLINT(cert-msc51-cpp): the same table each time
        for (int round = 0; round < 2000; ++round) {
            const Decimal value{static_cast<std::int64_t>(random() % 999'999'999'999'999)};
            QCOMPARE(parseDecimal(decimalText(value, 3), 3)->thousandths, value.thousandths);
        }
        QVERIFY(!sumOf({999'999'999'999'999}, {1}));
        QVERIFY(!productOf({999'999'999'999'999}, {999'999'999'999'999}));
        QCOMPARE(productOf({1500}, {1001})->thousandths, std::int64_t(1502));
    }
};

QTEST_GUILESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
