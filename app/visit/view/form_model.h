// The form of the chosen matter: one row for each field that is asked now, in groups, and after a
// group that repeats one that adds to it. Rows come and go with the answers; those that stay keep
// their delegates, so that no focus and no text that is being typed is lost.
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
    enum Kind {
        Text,
        Name,
        CitizenNumber,
        Mobile,
        Date,
        Choice,
        Address,
        Number,
        Money,
        Division,
        CreditCode,
        AddRow // no field: adds a row to the group
    };
    Q_ENUM(Kind)
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
        FaultRole,
        MaxLengthRole,
        OpensGroupRole,
        RemovableRole,
        ComputedRole,
        SourceRole
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
    // required, locked, fault, maxLength, opensGroup (its heading stands above),
    // removable (so does the button that takes its row away), computed, source (in words)
    QHash<int, QByteArray> roleNames() const override;

    // While the citizen types. A fault that is shown goes as soon as the value is right. A locked
    // field and a text over maxLength are not taken; false then.
    Q_INVOKABLE bool setValue(int row, const QString& text);
    // At an AddRow; then the row of the first field that was added, -1 when there is no room.
    Q_INVOKABLE int addRow(int row);
    // Of the repeated row to which the field belongs.
    Q_INVOKABLE bool removeRow(int row);
    // The citizen leaves the field: its fault, if any, is shown from now on.
    Q_INVOKABLE void leave(int row);
    // Words of the fault of a value, shown or not; empty when it is right.
    Q_INVOKABLE QString faultOf(int row) const;

    void reload();
    // The answers changed.
    void refresh();
    // The language did.
    void retranslate();

signals:
    void changed();

private:
    struct Line {
        std::string key;                          // of the answer; "+group" of what adds
        std::optional<std::size_t> field;         // in the sheet
        const matter::FieldGroup* adds = nullptr; // to this group
        bool opens = false, removable = false;
    };

    std::vector<Line> linesNow() const;
    const journey::FieldState* fieldAt(int row) const;
    void follow(const std::vector<Line>& now);

    journey::Journey& journey_;
    std::vector<Line> lines_;
};

} // namespace jiujin::view
