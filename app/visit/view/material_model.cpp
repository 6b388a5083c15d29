#include "app/visit/view/material_model.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

namespace {

QStringList waysOf(const matter::Material& material) {
    QStringList ways;
    for (const auto& way : material.ways)
        ways.append(toQt(way));
    return ways;
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
    return parent.isValid() ? 0 : static_cast<int>(journey_.sheet().materials().size());
}

QVariant MaterialModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& choice = journey_.sheet().materials()[static_cast<std::size_t>(index.row())];
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
        return toQt(material.basis, language);
    case WaysRole:
        return waysOf(material);
    case WayRole:
        return toQt(choice.way);
    case DueDateRole:
        return toQt(choice.dueDate);
    case LaterDaysRole:
        return material.laterWorkingDays;
    case CommitmentRole:
        return toQt(material.commitment, language);
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
            {WaysRole, "ways"},
            {WayRole, "way"},
            {DueDateRole, "dueDate"},
            {LaterDaysRole, "laterDays"},
            {CommitmentRole, "commitment"},
            {FaultRole, "fault"}};
}

bool MaterialModel::choose(int row, const QString& way) {
    return row >= 0 && journey_.chooseWay(static_cast<std::size_t>(row), way.toStdString());
}

void MaterialModel::reload() {
    beginResetModel();
    endResetModel();
    emit changed();
}

void MaterialModel::refresh() {
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

} // namespace jiujin::view
