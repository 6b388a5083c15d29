// Sheets of which nobody knows what became, one row each, for the operator who looks.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class SheetModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.staff.sheets")

public:
    enum Role { NumberRole = Qt::UserRole + 1, DeviceRole, SinceRole };
    Q_ENUM(Role)

    SheetModel(const journey::Journey& journey, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // number, device, since (date and time)
    QHash<int, QByteArray> roleNames() const override;
    void refresh();

private:
    const journey::Journey& journey_;
    std::vector<journey::OpenSheet> rows_;
};

} // namespace jiujin::view
