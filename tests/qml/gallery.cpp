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

// The form that uses everything, where each of its kinds stands.
void longForm(const QDir& folder, const Look& look) {
    Hall hall;
    hall.world.toFormOfEverything();
    auto& journey = hall.world.journey;
    for (const auto& [key, value] :
         std::initializer_list<std::pair<const char*, const char*>>{{"trade", "08"},
                                                                    {"since", "2030-01-01"},
                                                                    {"runsShop", "1"},
                                                                    {"rent", "1500.50"},
                                                                    {"area", "0.5"},
                                                                    {"members.1.relation", "2"},
                                                                    {"ownIncome", "3000"},
                                                                    {"payment", "2"}})
        journey.setValue(hall.world.row(key), value);
    journey.addRow("members");
    dress(hall, look);
    hall.settle();
    hall.visit.next();
    save(hall, folder, QStringLiteral("30-form") + look.name);
    int number = 31;
    for (const char* key :
         {"trade", "rent", "members.1.school", "members.2.memberName", "contactName"}) {
        const auto& field = *journey.sheet().fields()[hall.world.row(key)].field;
        const QString label = QString::fromStdString(field.label.zh);
        if (auto* item = hall.named(label))
            item->forceActiveFocus(Qt::TabFocusReason);
        save(hall, folder, QStringLiteral("%1-form").arg(number++) + look.name);
    }
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

void choosing(const QDir& folder, const Look& look) {
    const auto shot = [&](const QString& name, const auto& act) {
        Hall hall;
        hall.go(Visit::ChooseMatter);
        dress(hall, look);
        act(hall);
        save(hall, folder, name + look.name);
    };
    const QString field = look.language == QLatin1String("en") ? QStringLiteral("Find a matter")
                                                               : QStringLiteral("查找事项");
    shot(QStringLiteral("29-typed"), [&](Hall& hall) { hall.type(field, QStringLiteral("yl")); });
    shot(QStringLiteral("30-nothing"),
         [&](Hall& hall) { hall.type(field, QStringLiteral("qqqqq")); });
    shot(QStringLiteral("31-event"), [](Hall& hall) { hall.visit.finder()->openEvent(0); });
    shot(QStringLiteral("32-question"), [](Hall& hall) { hall.visit.finder()->openScene(0); });
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

// What stands at the end of one matter and before another, and after a visit that was lost.
void receipts(const QDir& folder, const Look& look) {
    Hall hall;
    hall.go(Visit::Receipt);
    hall.press(QStringLiteral("办理其他事项"));
    dress(hall, look);
    save(hall, folder, QStringLiteral("33-card-for-another") + look.name);
    Hall lost;
    lost.world.journey.takeOver(true, world::sampleReceipt);
    dress(lost, look);
    save(lost, folder, QStringLiteral("34-receipt-of-a-lost-visit") + look.name);
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
        choosing(folder, {{}, chinese});
        materials(folder);
        cardStates(folder);
        receipts(folder, {{}, chinese});
    }
    if (looks.isEmpty() || looks.contains(QStringLiteral("form"))) {
        longForm(folder, {{}, chinese});
        longForm(folder, {QStringLiteral("-large"), chinese, true});
        longForm(folder, {QStringLiteral("-contrast"), chinese, false, true});
    }
    if (looks.isEmpty() || looks.contains(QStringLiteral("large"))) {
        everyPage(folder, {QStringLiteral("-large"), chinese, true});
        choosing(folder, {QStringLiteral("-large"), chinese, true});
        receipts(folder, {QStringLiteral("-large"), chinese, true});
    }
    if (looks.isEmpty() || looks.contains(QStringLiteral("contrast")))
        everyPage(folder, {QStringLiteral("-contrast"), chinese, false, true});
    if (looks.isEmpty() || looks.contains(QStringLiteral("english"))) {
        everyPage(folder, {QStringLiteral("-english"), QStringLiteral("en"), false});
        choosing(folder, {QStringLiteral("-english"), QStringLiteral("en")});
    }
    if (looks.isEmpty() || looks.contains(QStringLiteral("wide")))
        everyPage(folder, {QStringLiteral("-wide"), chinese, false, false, {1280, 800}});
    return 0;
}
