// Everything that will be filed, in full, for the citizen's own eyes; the signature is over this.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class ReviewModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.review")
    Q_PROPERTY(QString title READ title NOTIFY changed)

public:
    enum Role { GroupRole = Qt::UserRole + 1, LabelRole, ValueRole, SourceRole };
    Q_ENUM(Role)

    ReviewModel(const journey::Journey& journey, QObject* parent);

    QString title() const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // group, label, value, source
    QHash<int, QByteArray> roleNames() const override;
    void refresh();

signals:
    void changed();

private:
    const journey::Journey& journey_;
    std::vector<journey::ReviewRow> rows_;
};

} // namespace jiujin::view
