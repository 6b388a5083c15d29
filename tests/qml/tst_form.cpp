// The form page over the matter that uses everything: what appears and vanishes leaves the rest
// alone, and every kind of field can be filled without a pointer.
#include "tests/qml/hall.h"

#include <QtTest/QtTest>

#include <fstream>
#include <iterator>

using namespace jiujin;

namespace {

using hall::Hall;

struct FormHall : Hall {
    FormHall() {
        std::ifstream file(qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString() +
                           "/resources/divisions/divisions.tsv");
        const std::string text(std::istreambuf_iterator<char>(file), {});
        auto divisions = formats::DivisionHistory::parse(text, "divisions.tsv");
        if (!divisions)
            qFatal("%s", divisions.error().text().c_str());
        visit.divisions()->take(std::move(divisions).value());
        world.toFormOfEverything();
        settle();
    }
    // What a screen reader says of a value that cannot be changed; empty when it is not shown.
    QString locked(const QString& label) const {
        for (const auto* item : items())
            if (const QString said = nameOf(item); said.startsWith(label + u' '))
                return said.mid(label.size() + 1).trimmed();
        return {};
    }
    std::string value(const char* key) const {
        return std::string(world.journey.sheet().fields()[world.row(key)].value.expose());
    }
    // As a finger would, wherever it is scrolled to.
    void choose(const QString& name) {
        auto* item = named(name);
        if (!item)
            qFatal("nothing to press is called %ls", qUtf16Printable(name));
        item->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window, Qt::Key_Space);
        settle();
    }
};

} // namespace

class FormScreens : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void whatAppearsLeavesFocusAndText() {
        FormHall hall;
        const QString area = QStringLiteral("店铺面积（平方米）");
        QVERIFY(!hall.named(area));
        hall.type(QStringLiteral("本人月收入（元）"), QStringLiteral("30"));
        const auto* focus = hall.window->activeFocusItem();
        QCOMPARE(focus->property("text").toString(), QStringLiteral("30"));
        QVERIFY(hall.world.journey.setValue(hall.world.row("runsShop"), "1"));
        hall.settle();
        QVERIFY(hall.named(area));
        QCOMPARE(hall.window->activeFocusItem(), focus);
        QTest::keyClick(hall.window, '5');
        QCOMPARE(hall.value("ownIncome"), std::string("305"));
        hall.type(area, QStringLiteral("62.5"));
        QVERIFY(hall.world.journey.setValue(hall.world.row("runsShop"), "2"));
        hall.settle();
        QVERIFY(!hall.named(area));
        QCOMPARE(hall.value("ownIncome"), std::string("305"));
        // What vanished and came back still says what was typed.
        QVERIFY(hall.world.journey.setValue(hall.world.row("runsShop"), "1"));
        hall.settle();
        QCOMPARE(hall.named(area)->property("text").toString(), QStringLiteral("62.5"));
    }

    void rowsAreAddedAndTakenAway() {
        FormHall hall;
        const QString remove = QStringLiteral("删除这一组");
        QVERIFY(!hall.named(remove)); // one is the least
        hall.choose(QStringLiteral("再添加一位家庭成员"));
        QVERIFY(hall.named(remove));
        // The new row has the focus.
        QTest::keyClick(hall.window, '7');
        QCOMPARE(hall.value("members.2.memberName"), std::string("7"));
        hall.choose(remove); // the first one's
        QCOMPARE(hall.value("members.1.memberName"), std::string("7"));
        QVERIFY(!hall.named(remove));
        for (int more = 0; more < 3; ++more)
            hall.choose(QStringLiteral("再添加一位家庭成员"));
        QVERIFY(!hall.named(QStringLiteral("再添加一位家庭成员"))); // four are the most
    }

    void manyChoicesAreSearched() {
        FormHall hall;
        const QString search = QStringLiteral("从事的行业，输入几个字来找");
        QVERIFY(!hall.named(QStringLiteral("快递"))); // the fourteenth
        hall.choose(QStringLiteral("还有 4 个，再看一些"));
        QVERIFY(hall.named(QStringLiteral("快递")));
        hall.visit.setLanguage(QStringLiteral("en"));
        hall.setLanguage(QStringLiteral("en"));
        hall.type(QStringLiteral("Your trade, type a few characters to search"),
                  QStringLiteral("car"));
        QVERIFY(!hall.named(QStringLiteral("Crops")));
        QTest::keyClick(hall.window, 'x');
        hall.settle();
        QVERIFY(!hall.named(QStringLiteral("Parcels")));
        for (int back = 0; back < 4; ++back)
            QTest::keyClick(hall.window, Qt::Key_Backspace);
        for (const char letter : QByteArray("parc"))
            QTest::keyClick(hall.window, letter);
        hall.settle();
        hall.choose(QStringLiteral("Parcels"));
        QCOMPARE(hall.value("trade"), std::string("14"));
    }

    void aPlaceIsChosenFromTheProvinceDown() {
        FormHall hall;
        auto* search = hall.named(QStringLiteral("居住地区划，输入几个字来找"));
        QVERIFY(search);
        hall.choose(QStringLiteral("还有 22 个，再看一些"));
        hall.choose(QStringLiteral("四川省"));
        QVERIFY(hall.value("home").empty());
        hall.choose(QStringLiteral("还有 9 个，再看一些"));
        hall.choose(QStringLiteral("广安市"));
        hall.choose(QStringLiteral("广安区"));
        QCOMPARE(hall.value("home"), std::string("511602 四川省广安市广安区"));
        hall.choose(QStringLiteral("广安市")); // back to where it was chosen
        QVERIFY(hall.value("home").empty());
        QVERIFY(hall.named(QStringLiteral("成都市")));
        hall.choose(QStringLiteral("四川省"));
        QVERIFY(!hall.named(QStringLiteral("成都市")));
        QVERIFY(hall.named(QStringLiteral("北京市")));
    }

    void whatIsComputedIsShownAndLocked() {
        FormHall hall;
        const QString sum = QStringLiteral("家庭月收入合计（元）");
        QCOMPARE(hall.locked(sum), QStringLiteral("填好有关内容后自动算出"));
        hall.type(QStringLiteral("本人月收入（元）"), QStringLiteral("12.3"));
        hall.type(QStringLiteral("月收入（元）"), QStringLiteral("1"));
        QCOMPARE(hall.value("income"), std::string("13.30"));
        QCOMPARE(hall.locked(sum), QStringLiteral("13.30 自动算出"));
        // No finger and no key reaches it.
        for (const auto* target : hall.targets())
            QVERIFY(!Hall::nameOf(target).startsWith(sum));
        QVERIFY(hall.visit.form()->count() > 0);
        for (int row = 0; row < hall.visit.form()->count(); ++row) {
            const auto index = hall.visit.form()->index(row);
            if (index.data(view::FormModel::FieldIdRole).toString() == QStringLiteral("income"))
                QVERIFY(!hall.visit.form()->setValue(row, QStringLiteral("9")));
        }
        QCOMPARE(hall.value("income"), std::string("13.30"));
    }

    void faultsStandAtTheirFields() {
        FormHall hall;
        QSignalSpy found(&hall.visit, &view::Visit::faultFound);
        hall.visit.next();
        hall.settle();
        QCOMPARE(found.count(), 1);
        QVERIFY(hall.world.journey.setValue(hall.world.row("since"), "2030-01-01"));
        hall.visit.next();
        hall.settle();
        QStringList texts;
        for (auto* item : hall.items())
            if (item->inherits("QQuickText"))
                texts.append(item->property("text").toString());
        QVERIFY(texts.contains(QStringLiteral("应在 1950-01-01 到 今天 之间，请修改。")));
    }
};

QTEST_MAIN(FormScreens)
#include "tst_form.moc"
