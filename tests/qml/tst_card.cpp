// What the screens show of the card and its holder: the picture, that it is to be taken along, that
// it is asked for again, and why somebody may not file.
#include "tests/qml/hall.h"

#include <QtTest/QtTest>

namespace {

using hall::Hall;
using hall::Visit;

jiujin::Secret plainPicture(char red, char others) {
    std::string bytes;
    for (std::size_t i = 0; i < jiujin::journey::pictureBytes; ++i)
        bytes += i % 3 == 0 ? red : others;
    return jiujin::Secret(bytes);
}

const QString photograph = QStringLiteral("证件上的照片");

} // namespace

class Card : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void goodbyeSpeaksOfItWhateverTheReaderKnows() {
        using jiujin::journey::CardPresence;
        for (const auto presence : {CardPresence::Unknown, CardPresence::No, CardPresence::Yes}) {
            Hall hall;
            hall.go(Visit::ChooseMatter);
            hall.world.journey.cardDesk().presence(presence);
            hall.press(QStringLiteral("首页"));
            hall.press(QStringLiteral("离开"));
            QCOMPARE(hall.visit.page(), Visit::Goodbye);
            QVERIFY(hall.shown(QStringLiteral("请取走证件和纸张")));
        }
    }
    // The reader has read the card and cannot tell whether it lies there.
    void anotherMatterIsBegunFromTheReceiptWithTheCard() {
        Hall hall;
        hall.go(Visit::Receipt);
        hall.world.journey.cardDesk().presence(jiujin::journey::CardPresence::Unknown);
        hall.press(QStringLiteral("办理其他事项"));
        QCOMPARE(hall.visit.page(), Visit::CardAgain);
        QCOMPARE(hall.visit.stepIndex(), 0);
        QVERIFY(hall.shown(QStringLiteral("办理其他事项前，请再放一次身份证")));
        // Of the person nothing is shown to whoever stands there.
        for (const auto* item : hall.items())
            QVERIFY(!Hall::nameOf(item).contains(hall.visit.card()->maskedName()));
        hall.world.answerCard(QStringLiteral("zhang"));
        QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
        hall.world.choose("SAMPLE-SPJY-BA");
        hall.press(QStringLiteral("我要办理"));
        QCOMPARE(hall.visit.page(), Visit::Form);
        hall.settle();
        QVERIFY(hall.shown(QStringLiteral("来自您这次办的前一个申请")));
        // The longest mark stays within the page.
        hall.visit.setLargeText(true);
        hall.visit.setLanguage(QStringLiteral("en"));
        hall.settle();
        const auto* mark = hall.shown(QStringLiteral("from your earlier application of this "
                                                     "visit"));
        QVERIFY(mark);
        const auto* badge = mark->parentItem()->parentItem();
        QVERIFY(badge->x() + badge->width() <= badge->parentItem()->width() + 0.5);
    }
    void anAgentWhoIsTooYoungIsToldPlainly() {
        Hall hall;
        hall.world.readCard(QStringLiteral("child"));
        hall.world.choose("SAMPLE-GLJT-DB");
        QCOMPARE(hall.visit.page(), Visit::Guide);
        QVERIFY(hall.visit.message().contains(QStringLiteral("年满18周岁")));
        QCOMPARE(hall.visit.messageCode(), QStringLiteral("JJ-1116"));
        hall.visit.setLanguage(QStringLiteral("en"));
        QVERIFY(hall.visit.message().contains(QStringLiteral("18 or over")));
    }
    void aSilhouetteStandsWhereNoPictureIs() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        QVERIFY(hall.shown(QStringLiteral("这里不显示证件上的照片")));
        QVERIFY(!hall.shown(photograph));
    }
    void thePictureIsDrawn() {
        Hall hall;
        hall.go(Visit::PlaceCard);
        hall.world.journey.cardDesk().cardRead(hall.world.reader.asked.back(),
                                               world::person(QStringLiteral("zhang")),
                                               plainPicture('\xE0', '\x10'));
        QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
        hall.settle();
        const QQuickItem* const portrait = hall.shown(photograph);
        QVERIFY(portrait);
        const QPointF centre(portrait->width() / 2, portrait->height() / 2);
        QCOMPARE(hall.picture().pixelColor(portrait->mapToScene(centre).toPoint()),
                 QColor(0xE0, 0x10, 0x10));
    }
};

QTEST_MAIN(Card)
#include "tst_card.moc"
