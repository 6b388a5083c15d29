#include "app/visit/view/device_model.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

namespace {

std::optional<ErrorCode> faultOf(const journey::DeviceFacts& device) {
    ErrorCode code{};
    return errorFromCode(device.health, code) ? std::optional(code) : std::nullopt;
}

QVariant countOf(const journey::DeviceFacts& device, int role) {
    switch (role) {
    case DeviceModel::SheetsRole:
        return qint64(device.sheets);
    case DeviceModel::SheetsLeftRole:
        return qint64(device.sheetsLeft);
    case DeviceModel::DaysLeftRole:
        return qint64(device.daysLeft);
    case DeviceModel::TonerLeftRole:
        return qint64(device.tonerLeft);
    case DeviceModel::OpenEntriesRole:
        return qint64(device.openEntries);
    }
    return {};
}

} // namespace

DeviceModel::DeviceModel(const journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

int DeviceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_;
}

QVariant DeviceModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& devices = journey_.operatorDesk().report().devices;
    const auto& device = devices.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case NameRole:
        return toQt(device.name);
    case DeviceClassRole:
        return toQt(device.deviceClass);
    case ModuleRole:
        return toQt(device.module);
    case WordsRole:
        return faultWords(faultOf(device), journey_.language());
    case CodeRole:
        return faultCode(faultOf(device));
    case IdentityRole:
        return toQt(device.identity);
    case OutOfServiceRole:
        return device.outOfService;
    }
    return countOf(device, role);
}

QHash<int, QByteArray> DeviceModel::roleNames() const {
    return {{NameRole, "name"},
            {DeviceClassRole, "deviceClass"},
            {ModuleRole, "module"},
            {WordsRole, "words"},
            {CodeRole, "code"},
            {IdentityRole, "identity"},
            {OutOfServiceRole, "outOfService"},
            {SheetsRole, "sheets"},
            {SheetsLeftRole, "sheetsLeft"},
            {DaysLeftRole, "daysLeft"},
            {TonerLeftRole, "tonerLeft"},
            {OpenEntriesRole, "openEntries"}};
}

// Rows that stay are not made anew: a finger may be on one of their buttons.
void DeviceModel::refresh() {
    const int now = static_cast<int>(journey_.operatorDesk().report().devices.size());
    if (now != rows_) {
        beginResetModel();
        rows_ = now;
        endResetModel();
    } else if (rows_ > 0) {
        emit dataChanged(index(0), index(rows_ - 1));
    }
}

} // namespace jiujin::view
