#include "app/visit/view/notice_view.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

NoticeView::NoticeView(const journey::Journey& journey, QObject* parent)
    : QObject(parent), journey_(journey) {}

QString NoticeView::title() const {
    return toQt(journey_.notice().title, journey_.language());
}

QStringList NoticeView::headings() const {
    QStringList list;
    for (const auto& section : journey_.notice().sections)
        list.append(toQt(section.title, journey_.language()));
    return list;
}

QStringList NoticeView::paragraphs() const {
    QStringList list;
    for (const auto& section : journey_.notice().sections)
        list.append(toQt(section.text, journey_.language()));
    return list;
}

QString NoticeView::agreement() const {
    return toQt(journey_.notice().consent, journey_.language());
}

QString NoticeView::version() const {
    return toQt(journey_.notice().version);
}

} // namespace jiujin::view
