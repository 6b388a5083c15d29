#include "app/visit/view/material_model.h"

#include "app/visit/view/words.h"
#include "platform/matter/material_words.h"

namespace jiujin::view {

namespace {

using Choice = journey::MaterialChoice;

QStringList waysOf(const Choice& choice) {
    QStringList ways;
    for (const auto& offer : choice.verdict.offers)
        ways.append(toQt(matter::nameOf(offer.way)));
    return choice.verdict.spared() ? QStringList() : ways;
}

QStringList wayWordsOf(const Choice& choice, Language language) {
    QStringList words;
    for (const auto& offer : choice.verdict.offers)
        words.append(toQt(offer.words, language));
    return choice.verdict.spared() ? QStringList() : words;
}

QString sparedOf(const Choice& choice, Language language) {
    return choice.verdict.spared() ? toQt(choice.verdict.offers.front().words, language)
                                   : QString();
}

QStringList closedOf(const Choice& choice, Language language) {
    QStringList lines;
    for (const auto& closed : choice.verdict.closed)
        lines.append(toQt(matter::wayName(closed.way), language) +
                     (language == Language::Chinese ? QStringLiteral("：") : QStringLiteral(": ")) +
                     toQt(closed.words, language));
    return lines;
}

} // namespace

MaterialModel::MaterialModel(journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

int MaterialModel::count() const {
    return rowCount();
}

int MaterialModel::firstFault() const {
    const auto row = journey_.sheet().faultyMaterial();
    return row ? static_cast<int>(*row) : -1;
}

int MaterialModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : shown_;
}

QVariant MaterialModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& choices = journey_.sheet().materials();
    if (static_cast<std::size_t>(index.row()) >= choices.size())
        return {};
    const auto& choice = choices[static_cast<std::size_t>(index.row())];
    const auto& material = *choice.material;
    const auto language = journey_.language();
    switch (role) {
    case MaterialIdRole:
        return toQt(material.id);
    case NameRole:
        return toQt(material.name, language);
    case HelpRole:
        return toQt(material.help, language);
    case BasisRole:
        return toQt(material.basis.text, language);
    case CountsRole:
        return toQt(matter::countWords(material), language);
    case SparedRole:
        return sparedOf(choice, language);
    case WaysRole:
        return waysOf(choice);
    case WayWordsRole:
        return wayWordsOf(choice, language);
    case ClosedRole:
        return closedOf(choice, language);
    case WayRole:
        return toQt(choice.way);
    case CommitmentRole:
        return material.commitment ? toQt(material.commitment->text, language) : QString();
    case FaultRole:
        return choice.faultShown ? faultWords(ErrorCode::MaterialMissing, language) : QString();
    }
    return {};
}

QHash<int, QByteArray> MaterialModel::roleNames() const {
    return {{MaterialIdRole, "materialId"},
            {NameRole, "name"},
            {HelpRole, "help"},
            {BasisRole, "basis"},
            {CountsRole, "counts"},
            {SparedRole, "spared"},
            {WaysRole, "ways"},
            {WayWordsRole, "wayWords"},
            {ClosedRole, "closed"},
            {WayRole, "way"},
            {CommitmentRole, "commitment"},
            {FaultRole, "fault"}};
}

bool MaterialModel::choose(int row, const QString& way) {
    return row >= 0 && journey_.chooseWay(static_cast<std::size_t>(row), way.toStdString());
}

void MaterialModel::reload() {
    beginResetModel();
    shown_ = static_cast<int>(journey_.sheet().materials().size());
    endResetModel();
    emit changed();
}

// The answers may have made rows come or go.
void MaterialModel::refresh() {
    if (shown_ != static_cast<int>(journey_.sheet().materials().size()))
        return reload();
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

} // namespace jiujin::view
