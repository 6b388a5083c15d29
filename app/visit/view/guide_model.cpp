#include "app/visit/view/guide_model.h"

#include "app/visit/view/words.h"
#include "platform/matter/limit_words.h"

namespace jiujin::view {

namespace {

QVariant sectionData(const matter::GuideSection& section, int role, Language language) {
    switch (role) {
    case GuideModel::TitleRole:
        return toQt(section.title, language);
    case GuideModel::TextRole:
        return toQt(section.text, language);
    case GuideModel::StatutoryRole:
    case GuideModel::SampleRole:
        return false;
    case GuideModel::SourceRole:
    case GuideModel::DateRole:
        return QString();
    }
    return {};
}

QVariant elementData(const matter::StatutoryElement& element, int role, Language language) {
    switch (role) {
    case GuideModel::TitleRole:
        return toQt(element.name, language);
    case GuideModel::TextRole:
        return toQt(element.value, language);
    case GuideModel::StatutoryRole:
        return true;
    case GuideModel::SampleRole:
        return !element.verified;
    case GuideModel::SourceRole:
        return toQt(element.source);
    case GuideModel::DateRole:
        return toQt(element.date);
    }
    return {};
}

} // namespace

GuideModel::GuideModel(const journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

QString GuideModel::title() const {
    const auto* matter = journey_.sheet().matter();
    return matter ? toQt(matter->title, journey_.language()) : QString();
}

QString GuideModel::summary() const {
    const auto* matter = journey_.sheet().matter();
    return matter ? toQt(matter->summary, journey_.language()) : QString();
}

QString GuideModel::promise() const {
    const auto* matter = journey_.sheet().matter();
    return matter ? toQt(matter::promiseWords(matter->limit), journey_.language()) : QString();
}

bool GuideModel::sample() const {
    const auto* matter = journey_.sheet().matter();
    return matter && !matter->verified();
}

QStringList GuideModel::materialNames() const {
    QStringList names;
    if (const auto* matter = journey_.sheet().matter())
        for (const auto& material : matter->materials)
            names.append(toQt(material.name, journey_.language()));
    return names;
}

QStringList GuideModel::closedSteps() const {
    QStringList lines;
    for (const auto& closed : journey_.closedSteps())
        lines.append(toQt(journey::closedStepWords(closed), journey_.language()));
    return lines;
}

QString GuideModel::closedCode() const {
    return faultCode(ErrorCode::StepClosed);
}

QString GuideModel::closedMatter() const {
    return journey_.closedMatter() ? toQt(journey::closedMatterWords(), journey_.language())
                                   : QString();
}

QString GuideModel::closedMatterCode() const {
    return faultCode(journey_.closedMatter());
}

int GuideModel::rowCount(const QModelIndex& parent) const {
    const auto* matter = journey_.sheet().matter();
    if (parent.isValid() || !matter)
        return 0;
    return static_cast<int>(matter->guide.size() + matter->elements.size());
}

QVariant GuideModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto* matter = journey_.sheet().matter();
    const auto row = static_cast<std::size_t>(index.row());
    const auto sections = matter->guide.size();
    return row < sections
               ? sectionData(matter->guide[row], role, journey_.language())
               : elementData(matter->elements[row - sections], role, journey_.language());
}

QHash<int, QByteArray> GuideModel::roleNames() const {
    return {{TitleRole, "title"},   {TextRole, "text"},     {StatutoryRole, "statutory"},
            {SampleRole, "sample"}, {SourceRole, "source"}, {DateRole, "date"}};
}

void GuideModel::refresh() {
    beginResetModel();
    endResetModel();
    emit changed();
    emit stepsChanged();
}

} // namespace jiujin::view
