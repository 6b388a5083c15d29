#include "app/visit/view/sheet_model.h"

#include "app/visit/view/words.h"

#include <algorithm>

namespace jiujin::view {

namespace {

QString momentOf(const std::string& since) {
    const auto moment = fromRfc3339(since);
    return moment ? toQt(toLocalMinute(*moment)) : QString();
}

} // namespace

SheetModel::SheetModel(const journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

int SheetModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant SheetModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const journey::OpenSheet& sheet = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NumberRole:
        return qint64(sheet.number);
    case DeviceRole:
        return toQt(sheet.device);
    case SinceRole:
        return momentOf(sheet.since);
    }
    return {};
}

QHash<int, QByteArray> SheetModel::roleNames() const {
    return {{NumberRole, "number"}, {DeviceRole, "device"}, {SinceRole, "since"}};
}

// Rows that stay are not made anew: a finger may be on one of their buttons.
void SheetModel::refresh() {
    const auto& now = journey_.operatorDesk().report().openSheets;
    if (std::ranges::equal(now, rows_, {}, &journey::OpenSheet::number,
                           &journey::OpenSheet::number))
        return;
    beginResetModel();
    rows_ = now;
    endResetModel();
}

} // namespace jiujin::view
