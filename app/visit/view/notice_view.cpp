#include "app/visit/view/notice_view.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

namespace {

QStringList listOf(const std::vector<matter::Words>& words, Language language) {
    QStringList list;
    for (const auto& one : words)
        list.append(toQt(one, language));
    return list;
}

} // namespace

NoticeView::NoticeView(const journey::Journey& journey, QObject* parent)
    : QObject(parent), journey_(journey) {}

QString NoticeView::title() const {
    return toQt(journey_.consent().title, journey_.language());
}

QStringList NoticeView::headings() const {
    return listOf(journey_.consent().headings, journey_.language());
}

QStringList NoticeView::paragraphs() const {
    return listOf(journey_.consent().paragraphs, journey_.language());
}

QString NoticeView::version() const {
    return toQt(journey_.consent().version);
}

} // namespace jiujin::view
