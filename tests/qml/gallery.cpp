// Leaves a picture of every page, in every look, in the folder that the first argument names.
#include "tests/qml/hall.h"

#include <QtCore/QDir>
#include <QtCore/QMetaEnum>
#include <QtGui/QGuiApplication>

namespace {

using hall::Hall;
using hall::Visit;

struct Look {
    QString name, language;
    bool large = false, contrast = false;
    QSize size{1080, 1920};
};

void dress(Hall& hall, const Look& look) {
    hall.window->resize(look.size);
    hall.visit.setLanguage(look.language);
    hall.visit.setLargeText(look.large);
    hall.visit.setHighContrast(look.contrast);
}

void save(Hall& hall, const QDir& folder, const QString& name) {
    const QString file = folder.filePath(name + QStringLiteral(".png"));
    if (!hall.picture().save(file))
        qFatal("cannot write %ls", qUtf16Printable(file));
}

void everyPage(const QDir& folder, const Look& look) {
    const auto pages = QMetaEnum::fromType<Visit::Page>();
    for (int i = 0; i < pages.keyCount(); ++i) {
        Hall hall;
        hall.go(Visit::Page(pages.value(i)));
        dress(hall, look);
        const auto number = QStringLiteral("%1").arg(i, 2, 10, QLatin1Char('0'));
        save(hall, folder, number + QLatin1Char('-') + QLatin1String(pages.key(i)) + look.name);
    }
}

void keyboards(const QDir& folder) {
    Hall hall;
    hall.go(Visit::Form);
    hall.type(QStringLiteral("手机号码"), QStringLiteral("138"));
    save(hall, folder, QStringLiteral("20-digits"));
    hall.type(QStringLiteral("现在的住址"), {});
    for (const auto& letter : QStringLiteral("zhangwei").split(QString(), Qt::SkipEmptyParts))
        hall.press(letter);
    save(hall, folder, QStringLiteral("21-pinyin"));
    hall.press(QStringLiteral("换成英文键盘"));
    hall.press(QStringLiteral("大写"));
    save(hall, folder, QStringLiteral("22-latin"));
    hall.visit.next();
    save(hall, folder, QStringLiteral("23-faults"));
}

void questions(const QDir& folder) {
    Hall hall;
    hall.go(Visit::ChooseMatter);
    hall.visit.home();
    save(hall, folder, QStringLiteral("24-leave"));
    hall.visit.stay();
    hall.world.pass(std::chrono::seconds(65));
    save(hall, folder, QStringLiteral("25-time"));
}

void materials(const QDir& folder) {
    Hall hall;
    hall.go(Visit::Materials);
    for (std::size_t row = 0; row < hall.world.journey.sheet().materials().size(); ++row)
        hall.world.journey.chooseWay(
            row, hall.world.journey.sheet().materials()[row].material->ways.front());
    save(hall, folder, QStringLiteral("26-materials"));
}

void cardStates(const QDir& folder) {
    Hall hall;
    hall.go(Visit::PlaceCard);
    auto& desk = hall.world.journey.cardDesk();
    desk.presence(jiujin::journey::CardPresence::Yes);
    save(hall, folder, QStringLiteral("27-reading"));
    desk.failed(hall.world.reader.asked.back(), jiujin::ErrorCode::CardLifted);
    save(hall, folder, QStringLiteral("28-lifted"));
}

} // namespace

int main(int argc, char** argv) {
    const QGuiApplication app(argc, argv);
    const QDir folder(app.arguments().value(1, QStringLiteral("gallery")));
    if (!folder.mkpath(QStringLiteral(".")))
        qFatal("cannot make the folder");
    const auto chinese = QStringLiteral("zh_CN");
    const QStringList looks = app.arguments().mid(2);
    if (looks.isEmpty() || looks.contains(QStringLiteral("normal"))) {
        everyPage(folder, {{}, chinese});
        keyboards(folder);
        questions(folder);
        materials(folder);
        cardStates(folder);
    }
    if (looks.isEmpty() || looks.contains(QStringLiteral("large")))
        everyPage(folder, {QStringLiteral("-large"), chinese, true});
    if (looks.isEmpty() || looks.contains(QStringLiteral("contrast")))
        everyPage(folder, {QStringLiteral("-contrast"), chinese, false, true});
    if (looks.isEmpty() || looks.contains(QStringLiteral("english")))
        everyPage(folder, {QStringLiteral("-english"), QStringLiteral("en"), false});
    if (looks.isEmpty() || looks.contains(QStringLiteral("wide")))
        everyPage(folder, {QStringLiteral("-wide"), chinese, false, false, {1280, 800}});
    return 0;
}
