#include "app/visit/view/form_model.h"

#include "app/visit/view/words.h"
#include "platform/matter/review.h"

#include <algorithm>

namespace jiujin::view {

namespace {

using journey::FieldState;

FormModel::Kind kindOf(matter::FieldKind kind) {
    switch (kind) {
    case matter::FieldKind::Text:
        return FormModel::Text;
    case matter::FieldKind::Name:
        return FormModel::Name;
    case matter::FieldKind::CitizenNumber:
        return FormModel::CitizenNumber;
    case matter::FieldKind::Mobile:
        return FormModel::Mobile;
    case matter::FieldKind::Date:
        return FormModel::Date;
    case matter::FieldKind::Choice:
        return FormModel::Choice;
    case matter::FieldKind::Address:
        return FormModel::Address;
    }
    return FormModel::Text;
}

FormModel::Provenance provenanceOf(const FieldState& state) {
    if (state.value.empty())
        return FormModel::Empty;
    return state.fromCard ? FormModel::FromCard : FormModel::Typed;
}

QStringList codesOf(const matter::Field& field) {
    QStringList codes;
    for (const auto& choice : field.choices)
        codes.append(toQt(choice.code));
    return codes;
}

QStringList labelsOf(const matter::Field& field, Language language) {
    QStringList labels;
    for (const auto& choice : field.choices)
        labels.append(toQt(choice.label, language));
    return labels;
}

// What the matter says of the field.
QVariant fieldData(const FieldState& state, int role, Language language) {
    const auto& field = *state.field;
    switch (role) {
    case FormModel::FieldIdRole:
        return toQt(field.id);
    case FormModel::GroupRole:
        return toQt(*state.group, language);
    case FormModel::LabelRole:
        return toQt(field.label, language);
    case FormModel::HelpRole:
        return toQt(field.help, language);
    case FormModel::ExampleRole:
        return toQt(field.example, language);
    case FormModel::KindRole:
        return static_cast<int>(kindOf(field.kind));
    case FormModel::ChoiceCodesRole:
        return codesOf(field);
    case FormModel::ChoiceLabelsRole:
        return labelsOf(field, language);
    case FormModel::RequiredRole:
        return field.required;
    case FormModel::MaxLengthRole:
        return static_cast<int>(field.maxLength);
    }
    return {};
}

} // namespace

FormModel::FormModel(journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

int FormModel::count() const {
    return rowCount();
}

int FormModel::firstFault() const {
    const auto row = journey_.sheet().faultyField();
    return row ? static_cast<int>(*row) : -1;
}

int FormModel::toFill() const {
    return static_cast<int>(
        std::ranges::count_if(journey_.sheet().fields(), [](const FieldState& state) {
            return state.field->required && state.value.empty();
        }));
}

int FormModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(journey_.sheet().fields().size());
}

QVariant FormModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& state = journey_.sheet().fields()[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ValueRole:
        return toQt(state.value.expose());
    case ShownRole:
        return toQt(matter::shownValue(*state.field, state.value, journey_.language()).expose());
    case LockedRole:
        return state.locked;
    case ProvenanceRole:
        return static_cast<int>(provenanceOf(state));
    case FaultRole:
        return state.faultShown ? faultWords(state.fault, journey_.language()) : QString();
    default:
        return fieldData(state, role, journey_.language());
    }
}

QHash<int, QByteArray> FormModel::roleNames() const {
    return {{FieldIdRole, "fieldId"},
            {GroupRole, "group"},
            {LabelRole, "label"},
            {HelpRole, "help"},
            {ExampleRole, "example"},
            {KindRole, "kind"},
            {ValueRole, "value"},
            {ShownRole, "shown"},
            {ChoiceCodesRole, "choiceCodes"},
            {ChoiceLabelsRole, "choiceLabels"},
            {RequiredRole, "required"},
            {LockedRole, "locked"},
            {ProvenanceRole, "provenance"},
            {FaultRole, "fault"},
            {MaxLengthRole, "maxLength"}};
}

bool FormModel::setValue(int row, const QString& text) {
    return row >= 0 && journey_.setValue(static_cast<std::size_t>(row), text.toStdString());
}

void FormModel::leave(int row) {
    if (row >= 0)
        journey_.showFault(static_cast<std::size_t>(row));
}

QString FormModel::faultOf(int row) const {
    if (row < 0 || row >= rowCount())
        return {};
    return faultWords(journey_.sheet().fields()[static_cast<std::size_t>(row)].fault,
                      journey_.language());
}

void FormModel::reload() {
    beginResetModel();
    endResetModel();
    emit changed();
}

void FormModel::refresh() {
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

} // namespace jiujin::view
