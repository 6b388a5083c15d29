// Every page as it is shipped: reach of fingers, reach of keys, names, languages, nothing cut off.
#include "tests/qml/hall.h"

#include <QtCore/QMetaEnum>
#include <QtTest/QtTest>

namespace {

using hall::Hall;
using hall::Visit;

constexpr double mm = 4.034;

QRectF placeOf(const QQuickItem* item) {
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

// What of the item is not scrolled away.
QRectF shownOf(const QQuickItem* item) {
    QRectF place = placeOf(item);
    for (auto* outer = item->parentItem(); outer; outer = outer->parentItem())
        if (outer->clip())
            place &= placeOf(outer);
    return place;
}

bool isWhole(const QQuickItem* item) {
    return shownOf(item) == placeOf(item);
}

double gapBetween(const QRectF& one, const QRectF& other) {
    const double x = std::max(one.left(), other.left()) - std::min(one.right(), other.right());
    const double y = std::max(one.top(), other.top()) - std::min(one.bottom(), other.bottom());
    return std::max(x, y);
}

void pages() {
    QTest::addColumn<int>("page");
    const auto pages = QMetaEnum::fromType<Visit::Page>();
    for (int i = 0; i < pages.keyCount(); ++i)
        QTest::newRow(pages.key(i)) << pages.value(i);
}

} // namespace

class Screens : public QObject {
    Q_OBJECT

private slots:
    // What Qt warns of, a binding in a loop or a name that is not there, is wrong on some screen.
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void everyPage_data() { pages(); }
    void everyPage();
    void waysStayWhereTheyAre();
    void languageKeepsWhatWasTyped();
    void lookFallsBackForTheNextPerson();
    void wholeVisitByKeys();
    void faultTakesTheFocus();
    void fieldStaysAboveTheKeyboard();
    void questionTakesTheFocus();
    void warningCountsDown();
    void commitmentIsReadFirst();
    void printerComesBack();
    void smallWindow();
};

namespace {

const QRectF screen(-0.5, -0.5, 1081, 1921);

void checkTargets(const Hall& hall) {
    const auto targets = hall.targets();
    QVERIFY(targets.size() >= 3);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto* one = targets[i];
        const QString name = Hall::nameOf(one);
        QVERIFY2(!name.isEmpty(), one->metaObject()->className());
        QVERIFY2(one->width() >= 15 * mm && one->height() >= 15 * mm, qUtf8Printable(name));
        if (!isWhole(one))
            continue;
        QVERIFY2(screen.contains(placeOf(one)), qUtf8Printable(name));
        for (std::size_t k = i + 1; k < targets.size(); ++k)
            if (isWhole(targets[k]))
                QVERIFY2(gapBetween(placeOf(one), placeOf(targets[k])) >= 3 * mm - 0.1,
                         qUtf8Printable(name + u'/' + Hall::nameOf(targets[k])));
    }
}

void checkTexts(const Hall& hall) {
    int texts = 0;
    for (auto* item : hall.items()) {
        if (!item->inherits("QQuickText"))
            continue;
        ++texts;
        const QByteArray text = item->property("text").toString().toUtf8();
        QVERIFY2(!item->property("truncated").toBool(), text);
        QVERIFY2(item->property("paintedWidth").toReal() <= item->width() + 1, text);
        const auto place = placeOf(item);
        QVERIFY2(place.left() >= screen.left() && place.right() <= screen.right(), text);
    }
    QVERIFY(texts > 5);
}

void checkEnglish(const Hall& hall) {
    static const QRegularExpression chinese(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    QVERIFY(hall.named(QStringLiteral("Larger")));
    for (auto* item : hall.targets()) {
        const QString name = Hall::nameOf(item);
        QVERIFY2(name == QStringLiteral("中文") || !name.contains(chinese), qUtf8Printable(name));
    }
}

} // namespace

// Fingers reach everything, everything has a name, no text is cut off, and the language changes at
// any moment.
void Screens::everyPage() {
    QFETCH(int, page);
    Hall hall;
    hall.go(Visit::Page(page));
    for (const bool large : {false, true}) {
        hall.visit.setLargeText(large);
        hall.settle();
        checkTargets(hall);
        checkTexts(hall);
        hall.press(QStringLiteral("English"));
        QCOMPARE(hall.visit.page(), Visit::Page(page));
        checkTargets(hall);
        checkTexts(hall);
        checkEnglish(hall);
        hall.press(QStringLiteral("中文"));
        QVERIFY(hall.named(QStringLiteral("大字")));
    }
}

void Screens::waysStayWhereTheyAre() {
    const auto pages = QMetaEnum::fromType<Visit::Page>();
    std::map<QString, QRectF> first;
    for (int i = 0; i < pages.keyCount(); ++i) {
        Hall hall;
        hall.go(Visit::Page(pages.value(i)));
        for (const auto& name : {QStringLiteral("首页"), QStringLiteral("返回")}) {
            auto* way = hall.named(name);
            QCOMPARE(way != nullptr, name == QStringLiteral("首页") ? hall.visit.canGoHome()
                                                                    : hall.visit.canGoBack());
            if (way && name == QStringLiteral("首页") && !hall.visit.canGoBack())
                continue; // stands alone, where back would be
            if (way && !first.emplace(name, placeOf(way)).second)
                QCOMPARE(placeOf(way), first[name]);
        }
    }
    QCOMPARE(first.size(), 2U);
}

void Screens::languageKeepsWhatWasTyped() {
    Hall hall;
    hall.go(Visit::Form);
    hall.type(QStringLiteral("手机号码"), QStringLiteral("13800000002"));
    hall.visit.setLanguage(QStringLiteral("en"));
    hall.settle();
    auto* field = hall.named(QStringLiteral("Mobile number"));
    QVERIFY(field);
    QCOMPARE(field->property("text").toString(), QStringLiteral("13800000002"));
}

void Screens::lookFallsBackForTheNextPerson() {
    Hall hall;
    hall.go(Visit::Notice);
    hall.press(QStringLiteral("大字"));
    hall.press(QStringLiteral("高对比"));
    QVERIFY(hall.visit.largeText() && hall.visit.highContrast());
    hall.press(QStringLiteral("不同意"));
    QCOMPARE(hall.visit.page(), Visit::Welcome);
    QVERIFY(!hall.visit.largeText() && !hall.visit.highContrast());
}

namespace {

QQuickItem* focusOf(const Hall& hall) {
    return hall.window->activeFocusItem();
}

// Goes on with Tab until this has the focus; at every stop something is named and shows that it has
// it.
void reach(Hall& hall, const QString& name) {
    for (int stops = 0; stops < 80; ++stops) {
        QTest::keyClick(hall.window, Qt::Key_Tab);
        auto* item = focusOf(hall);
        QVERIFY(item);
        QVERIFY2(Hall::isEntry(item) || item->property("visualFocus").toBool(),
                 item->metaObject()->className());
        if (Hall::nameOf(item) == name)
            return;
    }
    QFAIL(qPrintable(QStringLiteral("Tab does not reach ") + name));
}

void pressByKey(Hall& hall, const QString& name) {
    reach(hall, name);
    QTest::keyClick(hall.window, Qt::Key_Space);
    hall.settle();
}

} // namespace

void Screens::wholeVisitByKeys() {
    Hall hall;
    auto& journey = hall.world.journey;
    hall.go(Visit::Welcome);
    pressByKey(hall, QStringLiteral("开始办理"));
    pressByKey(hall, QStringLiteral("我已看完，同意"));
    QCOMPARE(hall.visit.page(), Visit::PlaceCard);
    journey.cardDesk().presence(jiujin::journey::CardPresence::Yes);
    hall.world.answerCard(QStringLiteral("zhang"));
    hall.settle();
    QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
    pressByKey(hall, QStringLiteral("城乡居民基本养老保险参保登记"));
    pressByKey(hall, QStringLiteral("我要办理"));
    QCOMPARE(hall.visit.page(), Visit::Form);
    reach(hall, QStringLiteral("手机号码"));
    for (const char digit : QByteArray("13800000002"))
        QTest::keyClick(hall.window, digit);
    for (const auto& field : journey.sheet().fields())
        if (field.fault && !field.field->choices.empty())
            pressByKey(hall, QString::fromStdString(field.field->choices.front().label.zh));
    pressByKey(hall, QStringLiteral("下一步"));
    QCOMPARE(hall.visit.page(), Visit::Materials);
    pressByKey(hall, QStringLiteral("容缺后补原件 1 份，最迟 2026-12-02"));
    pressByKey(hall, QStringLiteral("告知承诺（1.0 版），不用再交"));
    pressByKey(hall, QStringLiteral("我已看清，作出以上承诺"));
    pressByKey(hall, QStringLiteral("下一步"));
    QCOMPARE(hall.visit.page(), Visit::Review);
    pressByKey(hall, QStringLiteral("没有错，去签名"));
    journey.sign(jiujin::Secret("100,100 200,150"));
    pressByKey(hall, QStringLiteral("确认提交"));
    QCOMPARE(hall.visit.page(), Visit::Submitting);
    hall.world.store();
    hall.world.draw();
    journey.paperDesk().printed(hall.world.printer.sheets.back().first);
    hall.settle();
    pressByKey(hall, QStringLiteral("打印申请表"));
    hall.world.draw();
    journey.paperDesk().printed(hall.world.printer.sheets.back().first);
    pressByKey(hall, QStringLiteral("完成，离开"));
    QCOMPARE(hall.visit.page(), Visit::Goodbye);
}

void Screens::faultTakesTheFocus() {
    Hall hall;
    hall.go(Visit::Form);
    hall.press(QStringLiteral("下一步"));
    auto* field = hall.named(QStringLiteral("手机号码"));
    QVERIFY(field);
    QCOMPARE(focusOf(hall), field);
    QVERIFY(isWhole(field));
    QVERIFY(field->property("faulty").toBool());
    hall.type(QStringLiteral("手机号码"), QStringLiteral("13800000002"));
    QVERIFY(!field->property("faulty").toBool());
}

void Screens::fieldStaysAboveTheKeyboard() {
    Hall hall;
    hall.go(Visit::Form);
    int fields = 0;
    for (auto* item : hall.targets()) {
        if (!Hall::isEntry(item))
            continue;
        ++fields;
        item->forceActiveFocus(Qt::MouseFocusReason);
        hall.settle();
        auto* key = hall.named(QStringLiteral("删除"));
        QVERIFY2(key, qUtf8Printable(Hall::nameOf(item)));
        QVERIFY(isWhole(item));
        QVERIFY(placeOf(item).bottom() < placeOf(key).top());
        QVERIFY(hall.named(QStringLiteral("下一步")));
    }
    QVERIFY(fields >= 2);
    hall.press(QStringLiteral("收起键盘"));
    QVERIFY(!hall.named(QStringLiteral("删除")));
}

void Screens::questionTakesTheFocus() {
    Hall hall;
    hall.go(Visit::ChooseMatter);
    hall.press(QStringLiteral("首页"));
    QVERIFY(hall.visit.leaveAsked());
    QCOMPARE(Hall::nameOf(focusOf(hall)), QStringLiteral("继续办理"));
    QTest::keyClick(hall.window, Qt::Key_Tab);
    QCOMPARE(Hall::nameOf(focusOf(hall)), QStringLiteral("离开"));
    QTest::keyClick(hall.window, Qt::Key_Tab);
    QTest::keyClick(hall.window, Qt::Key_Space);
    QVERIFY(!hall.visit.leaveAsked());
    QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
    QVERIFY(focusOf(hall)->property("visualFocus").toBool());
    hall.press(QStringLiteral("首页"));
    hall.press(QStringLiteral("离开"));
    QCOMPARE(hall.visit.page(), Visit::Goodbye);
}

void Screens::warningCountsDown() {
    Hall hall;
    hall.go(Visit::ChooseMatter);
    const auto shows = [&hall](const QString& text) {
        const auto items = hall.items();
        return std::any_of(items.begin(), items.end(), [&](const QQuickItem* item) {
            return item->property("text").toString().contains(text);
        });
    };
    hall.world.pass(std::chrono::seconds(65));
    hall.settle();
    QVERIFY(shows(QStringLiteral("还有 25 秒")));
    hall.world.pass(std::chrono::seconds(1));
    hall.settle();
    QVERIFY(shows(QStringLiteral("还有 24 秒")));
    hall.press(QStringLiteral("继续办理"));
    QVERIFY(!hall.visit.timeWarning());
    QVERIFY(!shows(QStringLiteral("您还在吗")));
    hall.world.pass(std::chrono::seconds(91));
    QCOMPARE(hall.visit.page(), Visit::Goodbye);
}

void Screens::commitmentIsReadFirst() {
    Hall hall;
    hall.go(Visit::Materials);
    const auto committed = [&hall] {
        const auto& materials = hall.world.journey.sheet().materials();
        return std::any_of(materials.begin(), materials.end(),
                           [](const auto& one) { return one.way == "commit"; });
    };
    auto* way = hall.named(QStringLiteral("告知承诺（1.0 版），不用再交"));
    QVERIFY(way);
    way->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(hall.window, Qt::Key_Space);
    hall.settle();
    QVERIFY(!committed());
    auto* agree = hall.named(QStringLiteral("我已看清，作出以上承诺"));
    QVERIFY(agree);
    agree->forceActiveFocus(Qt::TabFocusReason);
    QTest::keyClick(hall.window, Qt::Key_Space);
    QVERIFY(committed());
}

void Screens::printerComesBack() {
    Hall hall;
    hall.go(Visit::PaperChoice);
    QVERIFY(hall.named(QStringLiteral("不要纸，继续")));
    hall.world.journey.printerStatus(std::nullopt);
    hall.settle();
    QVERIFY(!hall.named(QStringLiteral("不要纸，继续")));
    hall.press(QStringLiteral("继续"));
    QCOMPARE(hall.visit.page(), Visit::Sign);
}

void Screens::smallWindow() {
    for (const QSize size : {QSize(720, 1280), QSize(1280, 800)}) {
        Hall hall;
        hall.window->resize(size);
        hall.go(Visit::Notice);
        const double factor = std::min(size.width() / 267.7, size.height() / 476.0);
        const auto targets = hall.targets();
        QVERIFY(targets.size() >= 6);
        for (const auto* item : targets) {
            QVERIFY(
                QRectF(-0.5, -0.5, size.width() + 1, size.height() + 1).contains(placeOf(item)));
            QVERIFY(item->height() >= 15 * factor);
        }
    }
}

QTEST_MAIN(Screens)
#include "tst_screens.moc"
