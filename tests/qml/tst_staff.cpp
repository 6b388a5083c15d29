// The two pages that are for staff: how they come in, what of a PIN is shown, and what they see.
#include "platform/protocol/operator_login.h"
#include "tests/qml/hall.h"

#include <QtGui/QAccessible>
#include <QtTest/QtTest>

namespace {

using hall::Hall;
using hall::Visit;

QPoint centreOf(const QQuickItem* item) {
    return item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
}

bool shows(const Hall& hall, const QString& text) {
    const auto items = hall.items();
    return std::any_of(items.begin(), items.end(), [&](const QQuickItem* item) {
        return item->property("text").toString().contains(text);
    });
}

// By key: it may have to be scrolled to.
void pressFarBelow(Hall& hall, const QString& name) {
    auto* button = hall.named(name);
    QVERIFY(button);
    button->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(hall.window, Qt::Key_Space);
    hall.settle();
}

} // namespace

class Staff : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void staffComeInByHoldingOrByKey();
    void aPinIsTypedAndNotShown();
    void devicesAreShownAsTheyAre();
};

void Staff::staffComeInByHoldingOrByKey() {
    const QString entrance = QStringLiteral("工作人员入口");
    Hall hall;
    hall.go(Visit::Welcome);
    QVERIFY(!hall.named(entrance));
    QTest::keyClick(hall.window, Qt::Key_F2);
    QCOMPARE(hall.visit.page(), Visit::Welcome);
    hall.world.journey.operatorDesk().slot({jiujin::journey::CardPresence::No});
    hall.settle();
    auto* seal = hall.named(entrance);
    QVERIFY(seal);
    const QPoint centre = centreOf(seal);
    QTest::mouseClick(hall.window, Qt::LeftButton, {}, centre);
    hall.settle();
    QCOMPARE(hall.visit.page(), Visit::Welcome);
    QTest::mousePress(hall.window, Qt::LeftButton, {}, centre);
    QTRY_COMPARE_WITH_TIMEOUT(hall.visit.page(), Visit::OperatorLogin, 20000);
    QTest::mouseRelease(hall.window, Qt::LeftButton, {}, centre);
    hall.settle();
    QVERIFY(!hall.named(entrance));
    hall.press(QStringLiteral("返回"));
    QCOMPARE(hall.visit.page(), Visit::Goodbye);
    Hall other;
    other.go(Visit::OutOfService);
    other.world.journey.operatorDesk().slot({jiujin::journey::CardPresence::No});
    other.settle();
    QTest::keyClick(other.window, Qt::Key_F2);
    QCOMPARE(other.visit.page(), Visit::OperatorLogin);
}

void Staff::aPinIsTypedAndNotShown() {
    Hall hall;
    hall.go(Visit::OperatorLogin);
    auto* field = hall.named(QStringLiteral("卡的密码"));
    QVERIFY(field && field->hasActiveFocus());
    for (const char digit : QByteArray("82640917"))
        hall.press(QString(QLatin1Char(digit)));
    QTest::keyClick(hall.window, Qt::Key_5);
    QTest::keyClick(hall.window, Qt::Key_Backspace);
    QTest::keyClick(hall.window, Qt::Key_A);
    // Nobody who listens to the screen hears it.
    const QString dots(8, QChar(0x25cf));
    QCOMPARE(field->property("text").toString(), dots);
    QCOMPARE(QAccessible::queryAccessibleInterface(field)->text(QAccessible::Value), dots);
    hall.press(QStringLiteral("进入"));
    QCOMPARE(field->property("text").toString(), QString());
    auto& desk = hall.world.journey.operatorDesk();
    QCOMPARE(desk.stage(), jiujin::journey::OperatorStage::Checking);
    desk.challenged(hall.world.gate.begins.back(),
                    jiujin::protocol::operatorChallenge("330105-A017", jiujin::Bytes(32, 7)));
    desk.certificate(hall.world.operatorCard.reads.back(), {1});
    QVERIFY(hall.world.operatorCard.orders.back().pin == jiujin::Secret("82640917"));
    desk.failed(hall.world.operatorCard.orders.back().call, jiujin::ErrorCode::PinWrong);
    hall.settle();
    QVERIFY(hall.named(QStringLiteral("进入")));
    QVERIFY(field->hasActiveFocus());
}

void Staff::devicesAreShownAsTheyAre() {
    Hall hall;
    hall.go(Visit::Devices);
    for (const char* words :
         {"330105-A017", "JJ-3113", "约 320 张，约够 12 天", "约 64%", "1 条要核实", "JJ-3105",
          "3 件，最早的已等 90 分钟", "JJ-2301", "storage 0781:5567"})
        QVERIFY2(shows(hall, QString::fromUtf8(words)), words);
    hall.press(QStringLiteral("换过了，就用这一台"));
    QCOMPARE(hall.world.gate.changes.back().second, std::string("device confirm idcard"));
    const auto last = [&hall] {
        return hall.world.gate.changes.back().second;
    };
    hall.world.pass(std::chrono::seconds(1));
    pressFarBelow(hall, QStringLiteral("纸装好了"));
    QCOMPARE(last(), std::string("device paper printer"));
    hall.world.pass(std::chrono::seconds(1));
    pressFarBelow(hall, QStringLiteral("碳粉换好了"));
    QCOMPARE(last(), std::string("device toner printer"));
    hall.world.pass(std::chrono::seconds(1));
    pressFarBelow(hall, QStringLiteral("印坏了"));
    QCOMPARE(last(), std::string("device settle 7 spoilt"));
    auto report = world::sampleReport();
    report.openSheets.clear();
    report.devices[0].health = "ok";
    hall.world.gate.reports.clear();
    hall.world.pass(std::chrono::seconds(2));
    hall.world.journey.operatorDesk().reported(hall.world.gate.reports.back(), report);
    hall.settle();
    QVERIFY(!shows(hall, QStringLiteral("JJ-3113")));
    QVERIFY(!hall.named(QStringLiteral("印坏了")));
    QVERIFY(!hall.named(QStringLiteral("换过了，就用这一台")));
    hall.press(QStringLiteral("完成，退出"));
    QCOMPARE(hall.visit.page(), Visit::Goodbye);
    QCOMPARE(hall.world.gate.left, 1);
}

QTEST_MAIN(Staff)
#include "tst_staff.moc"
