// The materials of the chosen matter and how each is provided.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class MaterialModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.materials")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int firstFault READ firstFault NOTIFY changed)

public:
    // ways: of "commit" (告知承诺), "later" (容缺), "bring" (shown at the counter), in the order to
    // show them. way: the chosen one or empty. dueDate: YYYY-MM-DD by which a "later" material is
    // due if that way is chosen; provisional, counted in weekdays. commitment: the text to agree to
    // before choose(row, "commit"). fault: words, empty when provided.
    enum Role {
        MaterialIdRole = Qt::UserRole + 1,
        NameRole,
        HelpRole,
        BasisRole,
        WaysRole,
        WayRole,
        DueDateRole,
        LaterDaysRole,
        CommitmentRole,
        FaultRole
    };
    Q_ENUM(Role)

    MaterialModel(journey::Journey& journey, QObject* parent);

    int count() const;
    int firstFault() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // materialId, name, help, basis, ways, way, dueDate, laterDays, commitment, fault
    QHash<int, QByteArray> roleNames() const override;

    // False when the matter does not offer this way for this material.
    Q_INVOKABLE bool choose(int row, const QString& way);

    void reload();
    void refresh();

signals:
    void changed();

private:
    journey::Journey& journey_;
};

} // namespace jiujin::view
