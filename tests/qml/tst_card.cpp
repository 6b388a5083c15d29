// What the screens show of the card itself: its holder's picture, and that it is to be taken along.
#include "tests/qml/hall.h"

#include <QtTest/QtTest>

#include <algorithm>

namespace {

using hall::Hall;
using hall::Visit;

// Also what cannot be pressed.
const QQuickItem* shownAs(const Hall& hall, const QString& name) {
    const auto items = hall.items();
    const auto found = std::ranges::find_if(
        items, [&](const QQuickItem* item) { return Hall::nameOf(item) == name; });
    return found == items.end() ? nullptr : *found;
}

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
            QVERIFY(shownAs(hall, QStringLiteral("请取走证件和纸张")));
        }
    }
    void aSilhouetteStandsWhereNoPictureIs() {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        QVERIFY(shownAs(hall, QStringLiteral("这里不显示证件上的照片")));
        QVERIFY(!shownAs(hall, photograph));
    }
    void thePictureIsDrawn() {
        Hall hall;
        hall.go(Visit::PlaceCard);
        hall.world.journey.cardDesk().cardRead(hall.world.reader.asked.back(),
                                               world::person(QStringLiteral("zhang")),
                                               plainPicture('\xE0', '\x10'));
        QCOMPARE(hall.visit.page(), Visit::ChooseMatter);
        hall.settle();
        const QQuickItem* const portrait = shownAs(hall, photograph);
        QVERIFY(portrait);
        const QPointF centre(portrait->width() / 2, portrait->height() / 2);
        QCOMPARE(hall.picture().pixelColor(portrait->mapToScene(centre).toPoint()),
                 QColor(0xE0, 0x10, 0x10));
    }
};

QTEST_MAIN(Card)
#include "tst_card.moc"
