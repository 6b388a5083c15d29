#include "app/visit/view/form_model.h"

#include "app/visit/view/words.h"
#include "platform/matter/fault_words.h"
#include "platform/matter/review.h"

#include <algorithm>

namespace jiujin::view {

namespace {

using journey::FieldState;

FormModel::Kind kindOf(matter::FieldKind kind) {
    switch (kind) {
    case matter::FieldKind::Text:
        return FormModel::Text;
    case matter::FieldKind::Number:
        return FormModel::Number;
    case matter::FieldKind::Money:
        return FormModel::Money;
    case matter::FieldKind::Division:
        return FormModel::Division;
    case matter::FieldKind::CreditCode:
        return FormModel::CreditCode;
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

QString groupTitle(const FieldState& state, Language language) {
    const QString title = toQt(state.group->title, language);
    return state.row == 0 ? title : title + QLatin1Char(' ') + QString::number(state.row);
}

QString sourceOf(const FieldState& state, Language language) {
    return state.value.empty() ? QString() : toQt(matter::sourceWords(state.source, language));
}

// What the matter says of the field.
QVariant fieldData(const FieldState& state, int role, Language language) {
    const auto& field = *state.field;
    switch (role) {
    case FormModel::FieldIdRole:
        return toQt(field.id);
    case FormModel::GroupRole:
        return groupTitle(state, language);
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
    case FormModel::ComputedRole:
        return field.isComputed();
    }
    return {};
}

QVariant addData(const matter::FieldGroup& group, int role, Language language) {
    switch (role) {
    case FormModel::KindRole:
        return static_cast<int>(FormModel::AddRow);
    case FormModel::GroupRole:
        return toQt(group.title, language);
    case FormModel::LabelRole:
        return toQt(group.repeat->add, language);
    case FormModel::ChoiceCodesRole:
    case FormModel::ChoiceLabelsRole:
        return QStringList();
    case FormModel::RequiredRole:
    case FormModel::LockedRole:
    case FormModel::ComputedRole:
        return false;
    case FormModel::MaxLengthRole:
        return 0;
    default:
        return QString();
    }
}

} // namespace

FormModel::FormModel(journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

int FormModel::count() const {
    return rowCount();
}

int FormModel::firstFault() const {
    const auto field = journey_.sheet().faultyField();
    const auto line = std::ranges::find_if(
        lines_, [&](const Line& each) { return field && each.field == field; });
    return line == lines_.end() ? -1 : static_cast<int>(line - lines_.begin());
}

int FormModel::toFill() const {
    return static_cast<int>(
        std::ranges::count_if(journey_.sheet().fields(), [](const FieldState& state) {
            return state.field->required && !state.field->isComputed() && state.value.empty();
        }));
}

int FormModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}

const FieldState* FormModel::fieldAt(int row) const {
    if (row < 0 || row >= rowCount())
        return nullptr;
    const auto& field = lines_[static_cast<std::size_t>(row)].field;
    const auto& fields = journey_.sheet().fields();
    return field && *field < fields.size() ? &fields[*field] : nullptr;
}

QVariant FormModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line& line = lines_[static_cast<std::size_t>(index.row())];
    const Language language = journey_.language();
    if (role == OpensGroupRole)
        return line.opens;
    if (role == RemovableRole)
        return line.removable;
    const auto* state = fieldAt(index.row());
    if (state == nullptr)
        return line.adds == nullptr ? QVariant() : addData(*line.adds, role, language);
    switch (role) {
    case ValueRole:
        return toQt(state->value.expose());
    case ShownRole:
        return toQt(matter::shownValue(*state->field, state->value, language).expose());
    case LockedRole:
        return state->locked;
    case SourceRole:
        return sourceOf(*state, language);
    case FaultRole:
        return state->faultShown ? faultOf(index.row()) : QString();
    default:
        return fieldData(*state, role, language);
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
            {FaultRole, "fault"},
            {MaxLengthRole, "maxLength"},
            {OpensGroupRole, "opensGroup"},
            {RemovableRole, "removable"},
            {ComputedRole, "computed"},
            {SourceRole, "source"}};
}

bool FormModel::setValue(int row, const QString& text) {
    return fieldAt(row) != nullptr &&
           journey_.setValue(*lines_[static_cast<std::size_t>(row)].field, text.toStdString());
}

int FormModel::addRow(int row) {
    if (row < 0 || row >= rowCount())
        return -1;
    const auto* group = lines_[static_cast<std::size_t>(row)].adds;
    return group != nullptr && journey_.addRow(group->id) ? row : -1;
}

bool FormModel::removeRow(int row) {
    const auto* state = fieldAt(row);
    return state != nullptr && journey_.removeRow(state->group->id, state->row);
}

void FormModel::leave(int row) {
    if (fieldAt(row) != nullptr)
        journey_.showFault(*lines_[static_cast<std::size_t>(row)].field);
}

QString FormModel::faultOf(int row) const {
    const auto* state = fieldAt(row);
    if (state == nullptr || !state->fault)
        return {};
    return toQt(matter::faultWords(*journey_.sheet().matter(), *state->fault, journey_.language()));
}

std::vector<FormModel::Line> FormModel::linesNow() const {
    std::vector<Line> lines;
    const auto& sheet = journey_.sheet();
    if (sheet.matter() == nullptr)
        return lines;
    std::size_t at = 0;
    for (const auto& group : sheet.matter()->groups) {
        const std::size_t count = sheet.form().rowsOf(group);
        std::optional<std::size_t> opened;
        for (; at < sheet.fields().size() && sheet.fields()[at].group == &group; ++at) {
            const auto& state = sheet.fields()[at];
            const bool opens = opened != state.row;
            opened = state.row;
            lines.push_back({state.key, at, nullptr, opens,
                             opens && group.repeat && count > group.repeat->least});
        }
        if (group.repeat && count < group.repeat->most && sheet.form().isAsked(group))
            lines.push_back({"+" + group.id, {}, &group, count == 0, false});
    }
    return lines;
}

void FormModel::reload() {
    beginResetModel();
    lines_ = linesNow();
    endResetModel();
    emit changed();
}

// Both are in the order of the form, so what both have is in the same order.
void FormModel::follow(const std::vector<Line>& now) {
    const auto has = [](const std::vector<Line>& lines, const std::string& key) {
        return std::ranges::find(lines, key, &Line::key) != lines.end();
    };
    for (Line& line : lines_) {
        const auto stays = std::ranges::find(now, line.key, &Line::key);
        line.field = stays == now.end() ? std::nullopt : stays->field;
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (has(now, lines_[static_cast<std::size_t>(row)].key))
            continue;
        beginRemoveRows({}, row, row);
        lines_.erase(lines_.begin() + row);
        endRemoveRows();
    }
    for (std::size_t at = 0; at < now.size(); ++at) {
        const int row = static_cast<int>(at);
        if (at < lines_.size() && lines_[at].key == now[at].key)
            continue;
        beginInsertRows({}, row, row);
        lines_.insert(lines_.begin() + row, now[at]);
        endInsertRows();
    }
    lines_ = now;
}

void FormModel::refresh() {
    follow(linesNow());
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1),
                         {GroupRole, ValueRole, ShownRole, LockedRole, FaultRole, OpensGroupRole,
                          RemovableRole, SourceRole});
    emit changed();
}

void FormModel::retranslate() {
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
    emit changed();
}

} // namespace jiujin::view
