// The devices of the terminal, one row each, for the operator.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class DeviceModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.staff.devices")

public:
    // words: empty while it works. Numbers are -1 where they are not known.
    enum Role {
        NameRole = Qt::UserRole + 1,
        DeviceClassRole,
        ModuleRole,
        WordsRole,
        CodeRole,
        IdentityRole,
        OutOfServiceRole,
        SheetsRole,
        SheetsLeftRole,
        DaysLeftRole,
        TonerLeftRole,
        OpenEntriesRole
    };
    Q_ENUM(Role)

    DeviceModel(const journey::Journey& journey, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // name, deviceClass, module, words, code, identity, outOfService, sheets, sheetsLeft, daysLeft,
    // tonerLeft, openEntries
    QHash<int, QByteArray> roleNames() const override;
    void refresh();

private:
    const journey::Journey& journey_;
    int rows_ = 0;
};

} // namespace jiujin::view
