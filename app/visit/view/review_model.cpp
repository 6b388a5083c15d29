#include "app/visit/view/review_model.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

ReviewModel::ReviewModel(const journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

QString ReviewModel::title() const {
    const auto* matter = journey_.sheet().matter();
    return matter ? toQt(matter->title, journey_.language()) : QString();
}

int ReviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ReviewModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case GroupRole:
        return toQt(row.group);
    case LabelRole:
        return toQt(row.label);
    case ValueRole:
        return toQt(row.value.expose());
    case SourceRole:
        return toQt(row.source);
    }
    return {};
}

QHash<int, QByteArray> ReviewModel::roleNames() const {
    return {
        {GroupRole, "group"}, {LabelRole, "label"}, {ValueRole, "value"}, {SourceRole, "source"}};
}

void ReviewModel::refresh() {
    beginResetModel();
    rows_ = journey_.review();
    endResetModel();
    emit changed();
}

} // namespace jiujin::view
