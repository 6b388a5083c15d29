// The form of the chosen matter, one row a field, in groups.
#pragma once

#include "app/visit/journey/journey.h"

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace jiujin::view {

class FormModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Visit.form")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int firstFault READ firstFault NOTIFY changed)
    Q_PROPERTY(int toFill READ toFill NOTIFY changed)

public:
    enum Kind { Text, Name, CitizenNumber, Mobile, Date, Choice, Address };
    Q_ENUM(Kind)
    enum Provenance { Empty, FromCard, Typed };
    Q_ENUM(Provenance)
    enum Role {
        FieldIdRole = Qt::UserRole + 1,
        GroupRole,
        LabelRole,
        HelpRole,
        ExampleRole,
        KindRole,
        ValueRole,
        ShownRole,
        ChoiceCodesRole,
        ChoiceLabelsRole,
        RequiredRole,
        LockedRole,
        ProvenanceRole,
        FaultRole,
        MaxLengthRole
    };
    Q_ENUM(Role)

    FormModel(journey::Journey& journey, QObject* parent);

    int count() const;
    // The row of the first field that keeps the form from going on, -1 when none does.
    int firstFault() const;
    // Required fields that are still empty.
    int toFill() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // fieldId, group, label, help, example, kind, value, shown, choiceCodes, choiceLabels,
    // required, locked, provenance, fault, maxLength
    QHash<int, QByteArray> roleNames() const override;

    // While the citizen types. A fault that is shown goes as soon as the value is right. A locked
    // field and a text over maxLength are not taken; false then.
    Q_INVOKABLE bool setValue(int row, const QString& text);
    // The citizen leaves the field: its fault, if any, is shown from now on.
    Q_INVOKABLE void leave(int row);
    // Words of the fault of a value, shown or not; empty when it is right.
    Q_INVOKABLE QString faultOf(int row) const;

    void reload();
    void refresh();

signals:
    void changed();

private:
    journey::Journey& journey_;
};

} // namespace jiujin::view
