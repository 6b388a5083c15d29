// The page of the receipt: what it says of time, of a visit that was lost, and room for its ways.
#include "tests/qml/hall.h"

#include <QtTest/QtTest>

#include <algorithm>

namespace {

using hall::Hall;
using hall::Visit;

bool says(const Hall& hall, const QString& words) {
    const auto items = hall.items();
    return std::ranges::any_of(
        items, [&](const QQuickItem* item) { return Hall::nameOf(item).contains(words); });
}

} // namespace

class Receipt : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    // A visit that was lost in its second matter leaves the receipt of its first.
    void ofALostVisitItSaysWhatWasNotSubmitted() {
        Hall hall;
        hall.world.journey.takeOver(true, world::sampleReceipt);
        hall.settle();
        QCOMPARE(hall.visit.page(), Visit::Receipt);
        QVERIFY(says(hall, QStringLiteral("还没有凭证的申请没有提交")));
        QVERIFY(!says(hall, QStringLiteral("承诺时限")));
        QVERIFY(!hall.named(QStringLiteral("办理其他事项")));
        hall.visit.setLanguage(QStringLiteral("en"));
        hall.settle();
        QVERIFY(says(hall, QStringLiteral("without a receipt was not submitted")));
    }

    void itSaysThePromisedTime() {
        Hall hall;
        hall.go(Visit::Receipt);
        QVERIFY(!hall.visit.receipt()->promise().isEmpty());
        QVERIFY(says(hall, hall.visit.receipt()->promise()));
    }

    void bothWaysHaveRoomForTheirWords() {
        Hall hall;
        hall.go(Visit::Receipt);
        hall.visit.setLargeText(true);
        for (const bool english : {false, true}) {
            hall.visit.setLanguage(english ? QStringLiteral("en") : QStringLiteral("zh_CN"));
            hall.settle();
            for (const auto& name :
                 {english ? QStringLiteral("Finish") : QStringLiteral("完成，离开"),
                  english ? QStringLiteral("Another matter") : QStringLiteral("办理其他事项")}) {
                const auto* way = hall.named(name);
                QVERIFY2(way, qUtf8Printable(name));
                QVERIFY2(way->width() >= way->implicitWidth() - 0.5, qUtf8Printable(name));
            }
        }
    }
};

QTEST_MAIN(Receipt)
#include "tst_receipt.moc"
