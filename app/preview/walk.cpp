#include "app/preview/walk.h"

#include "app/preview/sample_answers.h"

#include <QtCore/QDeadlineTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtQuick/QQuickItem>

namespace jiujin::preview {

using journey::Event;
using journey::State;

namespace {

constexpr int pageMilliseconds = 20000, stillMilliseconds = 60;

// What scrolls on the page, the largest where one lies in another.
QQuickItem* scrolling(QQuickItem* item) {
    if (!item->isVisible())
        return nullptr;
    if (item->inherits("QQuickFlickable") &&
        item->property("contentHeight").toReal() > item->height() + 1)
        return item;
    for (auto* child : item->childItems())
        if (auto* found = scrolling(child))
            return found;
    return nullptr;
}

} // namespace

Walk::Walk(journey::Journey& journey, const SampleWorld& world, stage::Window& window,
           const QDir& folder)
    : journey_(journey), world_(world), window_(window), folder_(folder) {}

Result<void> Walk::take(std::size_t matter, std::chrono::sys_days today) {
    JIUJIN_TRY(toChoice());
    JIUJIN_TRY(toForm(matter));
    JIUJIN_TRY(fromForm(today));
    return sign();
}

Result<void> Walk::toChoice() {
    JIUJIN_TRY(reach(State::Welcome, nullptr));
    journey_.handle(Event::Begin);
    JIUJIN_TRY(reach(State::Notice, nullptr));
    journey_.handle(Event::Agree);
    return reach(State::ChooseMatter, "choose");
}

Result<void> Walk::toForm(std::size_t matter) {
    journey_.chooseMatter(matter);
    JIUJIN_TRY(reach(State::Guide, "guide"));
    journey_.handle(Event::Next);
    if (journey_.state() == State::Guide)
        return Error(ErrorCode::MatterInvalid,
                     "matter.json: /applicant: the sample person may not apply");
    return reach(State::Form, "form");
}

Result<void> Walk::fromForm(std::chrono::sys_days today) {
    JIUJIN_TRY(fillForm(journey_, today));
    JIUJIN_TRY(save("form-filled"));
    journey_.handle(Event::Next);
    JIUJIN_TRY(reach(State::Materials, "materials"));
    JIUJIN_TRY(chooseWays(journey_));
    JIUJIN_TRY(save("materials-chosen"));
    journey_.handle(Event::Next);
    return reach(State::Review, "review");
}

Result<void> Walk::sign() {
    journey_.handle(Event::Next);
    JIUJIN_TRY(reach(State::Sign, "sign"));
    journey_.sign(Secret("100,100 200,150"));
    journey_.handle(Event::Submit);
    const auto filed = reach(State::Receipt, "receipt");
    JIUJIN_TRY(world_.judged());
    return filed;
}

Result<void> Walk::reach(State state, const char* name) {
    const QDeadlineTimer deadline(pageMilliseconds);
    while (journey_.state() != state) {
        if (deadline.hasExpired() || journey_.state() == State::Failed)
            return Error(ErrorCode::ProgramStart, std::string("preview: the page does not come: ") +
                                                      (name == nullptr ? "first pages" : name));
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, stillMilliseconds);
    }
    return name == nullptr ? Result<void>() : save(name);
}

Result<void> Walk::save(const char* name) {
    settle();
    const QString number = QStringLiteral("%1-").arg(++taken_, 2, 10, QLatin1Char('0'));
    const QString whole = number + QLatin1String(name);
    QQuickItem* area = scrolling(window_.quick().contentItem());
    if (area == nullptr)
        return saveOne(whole);
    const qreal end = area->property("contentHeight").toReal() - area->height();
    int part = 0;
    for (qreal at = 0, last = -1; at > last; at = std::min(end, at + area->height() * 0.9)) {
        last = at;
        area->setProperty("contentY", at);
        settle();
        JIUJIN_TRY(saveOne(whole + QStringLiteral("-%1").arg(++part)));
    }
    return {};
}

Result<void> Walk::saveOne(const QString& name) {
    const QString file = folder_.filePath(name + QStringLiteral(".png"));
    if (!window_.quick().grabWindow().save(file))
        return Error(ErrorCode::CommitFailed, file.toStdString());
    return {};
}

void Walk::settle() {
    QEventLoop loop;
    QTimer::singleShot(stillMilliseconds, &loop, &QEventLoop::quit);
    loop.exec();
    window_.quick().grabWindow();
}

} // namespace jiujin::preview
