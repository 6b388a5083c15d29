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
    // counts: how many originals and copies. spared: why nothing is asked, else empty. ways: what
    // is offered ("commit", "later", "scan", "bring"), least trouble first, none when spared;
    // wayWords: what each means for the citizen. closed: one line for each way that is not open,
    // and why. way: the chosen one or empty. commitment: the text to agree to before choose(row,
    // "commit"). fault: words, empty when provided.
    enum Role {
        MaterialIdRole = Qt::UserRole + 1,
        NameRole,
        HelpRole,
        BasisRole,
        CountsRole,
        SparedRole,
        WaysRole,
        WayWordsRole,
        ClosedRole,
        WayRole,
        CommitmentRole,
        FaultRole
    };
    Q_ENUM(Role)

    MaterialModel(journey::Journey& journey, QObject* parent);

    int count() const;
    int firstFault() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // materialId, name, help, basis, counts, spared, ways, wayWords, closed, way, commitment, fault
    QHash<int, QByteArray> roleNames() const override;

    // False when this way is not offered now.
    Q_INVOKABLE bool choose(int row, const QString& way);

    void reload();
    void refresh();

signals:
    void changed();

private:
    journey::Journey& journey_;
    int shown_ = 0; // rows that the view knows of
};

} // namespace jiujin::view
