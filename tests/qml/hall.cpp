#include "tests/qml/hall.h"

#include <QtCore/QTimer>
#include <QtGui/QAccessible>
#include <QtTest/QtTest>

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <algorithm>

namespace hall {

namespace {

using namespace jiujin;

// As long as a real receipt's code, so that the drawn one has its size.
std::vector<std::string> sampleCode() {
    const std::wstring text = L"JJ1." + std::wstring(520, L'a');
    const auto matrix =
        ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode).setMargin(0).encode(text, 0, 0);
    std::vector<std::string> rows;
    for (int y = 0; y < matrix.height(); ++y) {
        std::string row;
        for (int x = 0; x < matrix.width(); ++x)
            row += matrix.get(x, y) ? '1' : '0';
        rows.push_back(row);
    }
    return rows;
}

void collect(QQuickItem* item, std::vector<QQuickItem*>& found) {
    if (!item->isVisible())
        return;
    found.push_back(item);
    for (auto* child : item->childItems())
        collect(child, found);
}

QAccessible::Role roleOf(QQuickItem* item) {
    auto* face = QAccessible::queryAccessibleInterface(item);
    return face ? face->role() : QAccessible::NoRole;
}

} // namespace

Hall::Hall() : Hall(world::World::shipped()) {}

Hall::Hall(matter::Catalogue offered) : world(std::move(offered)), visit(world.journey) {
    world.papers.rows = sampleCode();
    QObject::connect(&visit, &Visit::languageChanged, &engine_,
                     [this] { setLanguage(visit.language()); });
    engine_.setInitialProperties({{QStringLiteral("visit"), QVariant::fromValue(&visit)}});
    engine_.load(QUrl(QStringLiteral("qrc:/qt-project.org/imports/Jiujin/Shell/Main.qml")));
    if (engine_.rootObjects().isEmpty())
        qFatal("the shell does not load");
    window = qobject_cast<QQuickWindow*>(engine_.rootObjects().constFirst());
    window->show();
    settle();
}

void Hall::setLanguage(const QString& language) {
    QCoreApplication::removeTranslator(&words_);
    if (words_.load(QStringLiteral(":/i18n/jiujin_%1.qm").arg(language)))
        QCoreApplication::installTranslator(&words_);
    engine_.retranslate();
}

void Hall::go(Visit::Page page) {
    open(page);
    if (visit.page() != page)
        qFatal("the journey stands at page %d, not %d", visit.page(), page);
    settle();
}

void Hall::open(Visit::Page page) {
    using journey::Event;
    auto& journey = world.journey;
    switch (page) {
    case Visit::Welcome:
        return world.start();
    case Visit::Lost:
        return journey.takeOver(true, std::nullopt);
    case Visit::Notice:
        world.start();
        return journey.handle(Event::Begin);
    case Visit::PlaceCard:
        open(Visit::Notice);
        return journey.handle(Event::Agree);
    case Visit::ChooseMatter:
        return world.readCard();
    case Visit::Guide:
        world.readCard();
        return world.choose();
    case Visit::Form:
        return world.toForm();
    case Visit::Materials:
        fillForm();
        return journey.handle(Event::Next);
    case Visit::Review:
        return world.toReview();
    case Visit::PaperChoice:
        world.toReview();
        journey.printerStatus(ErrorCode::PrinterNoPaper);
        return journey.handle(Event::Next);
    case Visit::CardAgain:
        world.toReview();
        journey.cardDesk().presence(journey::CardPresence::No);
        return journey.handle(Event::Next);
    case Visit::Sign:
        return world.toSign();
    case Visit::Submitting:
        return world.submit();
    case Visit::Failed:
        world.submit();
        return journey.filingDesk().refused(world.terminal.reserves.back(), ErrorCode::DiskFull);
    case Visit::Unsure:
        world.submit();
        world.handOver();
        return world.pass(std::chrono::seconds(30));
    case Visit::Receipt:
        return reachReceipt();
    case Visit::Goodbye:
        reachReceipt();
        return journey.handle(Event::Finish);
    case Visit::OutOfService:
        world.start();
        return journey.status({.accepting = false, .outOfService = "JJ-2001"});
    case Visit::OperatorLogin:
        world.toLogin();
        return journey.operatorDesk().slot({journey::CardPresence::Yes, true});
    case Visit::Devices:
        return world.toDevices();
    }
}

void Hall::fillForm() {
    world.toForm();
    auto& journey = world.journey;
    journey.setValue(world.row("mobile"), "13800000002");
    const auto& fields = journey.sheet().fields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].fault && !fields[i].field->choices.empty())
            journey.setValue(i, fields[i].field->choices.front().code);
}

void Hall::reachReceipt() {
    world.journey.paperDesk().slipPrinterIs(true); // the fullest page
    world.toReceipt();
    world.draw();
    world.journey.paperDesk().printed(world.printer.sheets.back().first);
    world.journey.paperDesk().printed(world.slips.slips.back().call);
    // The longest of what is said about the packet.
    world.journey.status({.queued = 1,
                          .delivery = journey::Delivery::Waiting,
                          .deliveryReason = "JJ-2301",
                          .nextSeconds = 29 * 60});
}

void Hall::settle() {
    QTest::qWait(30);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    window->grabWindow();
}

QImage Hall::picture() {
    settle();
    return window->grabWindow();
}

std::vector<QQuickItem*> Hall::items() const {
    std::vector<QQuickItem*> found;
    collect(window->contentItem(), found);
    return found;
}

std::vector<QQuickItem*> Hall::targets() const {
    auto found = items();
    std::erase_if(found, [](QQuickItem* item) {
        const auto role = roleOf(item);
        return role != QAccessible::PushButton && role != QAccessible::CheckBox &&
               role != QAccessible::RadioButton && role != QAccessible::EditableText;
    });
    return found;
}

QString Hall::nameOf(const QQuickItem* item) {
    auto* face = QAccessible::queryAccessibleInterface(const_cast<QQuickItem*>(item));
    return face ? face->text(QAccessible::Name) : QString();
}

bool Hall::isEntry(const QQuickItem* item) {
    return roleOf(const_cast<QQuickItem*>(item)) == QAccessible::EditableText;
}

QQuickItem* Hall::named(const QString& name) const {
    for (auto* item : targets())
        if (nameOf(item) == name)
            return item;
    return nullptr;
}

const QQuickItem* Hall::shown(const QString& name) const {
    const auto all = items();
    const auto found =
        std::ranges::find_if(all, [&](const QQuickItem* item) { return nameOf(item) == name; });
    return found == all.end() ? nullptr : *found;
}

void Hall::press(const QString& name) {
    auto* item = named(name);
    if (!item)
        qFatal("nothing to press is called %ls", qUtf16Printable(name));
    const auto centre = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
    QTest::mouseClick(window, Qt::LeftButton, {}, centre);
    settle();
}

void Hall::type(const QString& field, const QString& text) {
    auto* item = named(field);
    if (!item)
        qFatal("no field is called %ls", qUtf16Printable(field));
    item->forceActiveFocus(Qt::TabFocusReason);
    settle();
    for (const auto letter : text)
        QTest::keyClick(window, letter.toLatin1());
    settle();
}

} // namespace hall
