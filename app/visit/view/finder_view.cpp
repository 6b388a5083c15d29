#include "app/visit/view/finder_view.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

namespace {

std::size_t indexOf(int index) {
    return index < 0 ? std::string::npos : static_cast<std::size_t>(index);
}

} // namespace

FinderView::FinderView(journey::Journey& journey, QObject* parent)
    : QObject(parent), journey_(journey) {}

FinderView::Way FinderView::way() const {
    switch (journey_.chooser().way()) {
    case journey::MatterChooser::Way::All:
        return All;
    case journey::MatterChooser::Way::Typed:
        return Typed;
    case journey::MatterChooser::Way::Event:
        return Event;
    case journey::MatterChooser::Way::Scene:
        return Scene;
    }
    return All;
}

QString FinderView::typed() const {
    return toQt(journey_.chooser().typed().expose());
}

int FinderView::notShown() const {
    return static_cast<int>(journey_.chooser().notShown());
}

QStringList FinderView::eventTitles() const {
    QStringList titles;
    for (const auto* each : journey_.chooser().events())
        titles.append(toQt(each->title, journey_.language()));
    return titles;
}

QStringList FinderView::eventIcons() const {
    QStringList icons;
    for (const auto* each : journey_.chooser().events())
        icons.append(toQt(each->icon));
    return icons;
}

QString FinderView::eventTitle() const {
    const auto* event = journey_.chooser().event();
    return event ? toQt(event->title, journey_.language()) : QString();
}

QStringList FinderView::scenes() const {
    QStringList titles;
    for (const auto* each : journey_.chooser().scenes())
        titles.append(toQt(each->title, journey_.language()));
    return titles;
}

QString FinderView::question() const {
    const auto* question = journey_.chooser().question();
    return question ? toQt(question->text, journey_.language()) : QString();
}

QStringList FinderView::answers() const {
    QStringList labels;
    if (const auto* question = journey_.chooser().question())
        for (const auto& each : question->answers)
            labels.append(toQt(each.label, journey_.language()));
    return labels;
}

void FinderView::type(const QString& text) {
    const Secret typed(text.toUtf8().toStdString());
    journey_.chooser().type(typed.expose());
}

void FinderView::openEvent(int index) {
    journey_.chooser().openEvent(indexOf(index));
}

void FinderView::openScene(int index) {
    journey_.chooser().openScene(indexOf(index));
}

void FinderView::answer(int index) {
    journey_.chooser().answer(indexOf(index));
}

} // namespace jiujin::view
