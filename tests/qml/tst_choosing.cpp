// Choosing a matter by finger and by key: what is typed, tapped and answered, and what is shown for
// it.
#include "tests/qml/hall.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>

#include <algorithm>
#include <fstream>

namespace {

using hall::Hall;
using hall::Visit;

const QString pension = QStringLiteral("城乡居民基本养老保险参保登记");
const QString search = QStringLiteral("查找事项");

QRectF placeOf(const QQuickItem* item) {
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

// Nothing of it is scrolled away.
bool isInView(const QQuickItem* item) {
    QRectF place = placeOf(item);
    for (const auto* outer = item->parentItem(); outer; outer = outer->parentItem())
        if (outer->clip())
            place &= placeOf(outer);
    return place == placeOf(item);
}

// The shipped matters, from a folder of which one can be taken away; gives the folder.
std::filesystem::path offerCopy(Hall& hall, const QTemporaryDir& folder) {
    const std::filesystem::path root = folder.path().toStdString();
    const auto sources = qEnvironmentVariable("JIUJIN_SOURCE_DIR").toStdString();
    std::filesystem::copy(sources + "/resources/matters", root / "matters",
                          std::filesystem::copy_options::recursive);
    std::ofstream(root / "heads") << jiujin::matter::encodeHeads(
        *jiujin::matter::Catalogue::check(root / "matters"));
    auto opened = jiujin::matter::Catalogue::open(root / "matters", root / "heads");
    if (!opened)
        qFatal("%s", opened.error().text().c_str());
    hall.world.catalogue = std::move(*opened);
    return root / "matters";
}

// So many of one event of life that they are not all listed.
jiujin::matter::Catalogue many() {
    const world::World shipped;
    std::vector<jiujin::matter::Matter> all;
    for (int i = 0; i < 25; ++i) {
        all.push_back(shipped.matterOf());
        all.back().code = "SAMPLE-" + std::to_string(i);
        all.back().lifeEvents = {"retire"};
    }
    auto made = jiujin::matter::Catalogue::make(std::move(all));
    if (!made)
        qFatal("%s", made.error().text().c_str());
    return std::move(made).value();
}

jiujin::matter::Catalogue none() {
    return jiujin::matter::Catalogue::make({}).value();
}

} // namespace

class Choosing : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void lettersFindAtEveryStroke() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        QVERIFY(!hall.named(QStringLiteral("删除"))); // no keyboard before it is asked for
        hall.press(search);
        for (const auto& key : {QStringLiteral("y"), QStringLiteral("l"), QStringLiteral("b")}) {
            hall.press(key);
            QVERIFY(hall.named(pension));
        }
        QCOMPARE(hall.visit.finder()->typed(), QStringLiteral("ylb"));
        QVERIFY(!hall.named(QStringLiteral("居住证签注")));
        hall.press(QStringLiteral("删除"));
        QCOMPARE(hall.visit.finder()->typed(), QStringLiteral("yl"));
        hall.press(QStringLiteral("收起键盘"));
        hall.press(pension);
        QCOMPARE(hall.visit.page(), Visit::Guide);
        QCOMPARE(hall.visit.guide()->title(), pension);
    }

    void charactersComeByTheOtherKeyboard() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        hall.press(search);
        hall.press(QStringLiteral("换成拼音键盘"));
        for (const auto letter : QStringLiteral("juzhu"))
            hall.press(QString(letter));
        QVERIFY(hall.visit.finder()->typed().isEmpty());
        hall.press(QStringLiteral("居住"));
        QCOMPARE(hall.visit.finder()->typed(), QStringLiteral("居住"));
        QVERIFY(hall.named(QStringLiteral("居住证签注")));
    }

    void clearingShowsAllAgain() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        hall.type(search, QStringLiteral("qqqqqqq"));
        QVERIFY(!hall.named(pension));
        hall.press(QStringLiteral("清除"));
        QVERIFY(hall.visit.finder()->typed().isEmpty());
        QVERIFY(hall.named(pension));
        auto* field = hall.named(search);
        QVERIFY(field);
        QVERIFY(field->property("text").toString().isEmpty());
    }

    void anEventAndItsQuestions() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        hall.press(QStringLiteral("退休养老"));
        QVERIFY(hall.named(pension) && !hall.named(search));
        hall.press(hall.visit.finder()->scenes().constFirst());
        QVERIFY(!hall.named(pension));
        hall.press(QStringLiteral("养老保险"));
        QVERIFY(hall.named(pension));
        for (int i = 0; i < 3; ++i)
            hall.press(QStringLiteral("返回"));
        QCOMPARE(hall.visit.finder()->way(), jiujin::view::FinderView::All);
        QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
        hall.press(QStringLiteral("返回"));
        QVERIFY(hall.visit.leaveAsked());
    }

    void byKeysAlone() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        auto* event = hall.named(QStringLiteral("搬家"));
        QVERIFY(event);
        event->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(hall.window, Qt::Key_Return);
        hall.settle();
        auto* matter = hall.named(QStringLiteral("居住证签注"));
        QVERIFY(matter);
        matter->forceActiveFocus(Qt::TabFocusReason);
        QVERIFY(matter->property("visualFocus").toBool());
        QTest::keyClick(hall.window, Qt::Key_Space);
        QCOMPARE(hall.visit.page(), Visit::Guide);
    }

    void aClosedMatterSaysWhyAndIsNotBegun() {
        const QString permit = QStringLiteral("居住证签注");
        Hall hall;
        const auto rulesAre = [&](const char* rules) {
            hall.world.journey.status({.everInContact = true, .rules = rules});
            hall.settle();
        };
        hall.go(Visit::ChooseMatter);
        hall.press(QStringLiteral("搬家"));
        rulesAre("JJ-2332");
        auto* matter = hall.named(permit);
        QVERIFY(matter);
        const QString said = matter->property("spokenMore").toString();
        QVERIFY(said.contains(QStringLiteral("窗口")) && said.contains(QStringLiteral("JJ-2332")));
        hall.press(permit);
        QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
        rulesAre("ok");
        QVERIFY(
            !hall.named(permit)->property("spokenMore").toString().contains(QStringLiteral("JJ-")));
        hall.press(permit);
        QCOMPARE(hall.visit.page(), Visit::Guide);
        QVERIFY(hall.visit.guide()->closedMatter().isEmpty());
        rulesAre("JJ-3109");
        const auto items = hall.items();
        QVERIFY(std::ranges::any_of(items, [&hall](const QQuickItem* item) {
            return Hall::nameOf(item) == hall.visit.guide()->closedMatter();
        }));
        hall.press(QStringLiteral("我要办理"));
        QCOMPARE(hall.visit.page(), Visit::Guide);
    }

    // A disk that went bad: told where it is seen, wherever the list was scrolled to.
    void aMatterThatCannotBeReadIsToldInView() {
        Hall hall;
        const QTemporaryDir folder;
        const auto matters = offerCopy(hall, folder);
        hall.go(Visit::ChooseMatter);
        const auto row = hall.world.journey.chooser().rows().back();
        const auto& head = hall.world.catalogue.heads()[row];
        const QString title = QString::fromStdString(head.title.zh);
        std::filesystem::remove(matters / head.folder / "form.json");
        auto* tile = hall.named(title);
        QVERIFY(tile);
        tile->forceActiveFocus(Qt::TabFocusReason); // scrolls to it
        hall.settle();
        tile->setFocus(false);
        const auto* lead = hall.shown(QStringLiteral("请点选一项。"));
        QVERIFY(lead && !isInView(lead));
        hall.press(title);
        QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
        QVERIFY(hall.visit.message().contains(QStringLiteral("窗口")));
        const auto* told = hall.shown(hall.visit.message());
        QVERIFY(told && isInView(told));
        hall.visit.setLanguage(QStringLiteral("en"));
        QVERIFY(hall.visit.message().contains(QStringLiteral("counter")));
        hall.visit.setLanguage(QStringLiteral("zh_CN"));
        hall.type(search, QStringLiteral("y"));
        QVERIFY(hall.visit.message().isEmpty());
    }

    void whatIsNotListedIsLookedForWhereOneCanType() {
        Hall hall(many());
        hall.go(Visit::ChooseMatter);
        QVERIFY(hall.shown(QStringLiteral("还有 5 项没有列出，请在上面输入名称查找。")));
        hall.press(QStringLiteral("退休养老"));
        QVERIFY(!hall.named(search));
        QVERIFY(hall.shown(QStringLiteral("还有 5 项没有列出，请返回，输入名称查找。")));
    }

    void whereNothingIsOfferedItSaysWhereToGo() {
        Hall hall(none());
        hall.go(Visit::ChooseMatter);
        QVERIFY(hall.shown(QStringLiteral(
            "这台终端现在没有可以办理的事项。请到办事窗口办理，或者过些时候再来。")));
        hall.type(search, QStringLiteral("y"));
        QVERIFY(hall.shown(QStringLiteral("没有找到。请换个说法，或者只输入一两个字。")));
    }

    void inEnglish() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        hall.press(QStringLiteral("English"));
        hall.type(QStringLiteral("Find a matter"), QStringLiteral("pension"));
        QVERIFY(hall.visit.matters()->rowCount() >= 1);
        const auto title = hall.visit.matters()->data(hall.visit.matters()->index(0),
                                                      jiujin::view::MatterListModel::TitleRole);
        QVERIFY(title.toString().contains(QStringLiteral("ension")));
        QVERIFY(hall.named(title.toString()));
    }
};

QTEST_MAIN(Choosing)
#include "tst_choosing.moc"
