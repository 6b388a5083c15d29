// The matters that can be filed here.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class MatterListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.matters")

public:
    // sample: at least one statutory element is not verified; the screen shows 示例.
    enum Role { CodeRole = Qt::UserRole + 1, TitleRole, SummaryRole, PromisedDaysRole, SampleRole };
    Q_ENUM(Role)

    MatterListModel(const journey::Journey& journey, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // code, title, summary, promisedDays, sample
    QHash<int, QByteArray> roleNames() const override;
    void refresh();

private:
    const journey::Journey& journey_;
};

} // namespace jiujin::view
