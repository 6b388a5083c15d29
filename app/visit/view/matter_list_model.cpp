#include "app/visit/view/matter_list_model.h"

#include "app/visit/view/words.h"

namespace jiujin::view {

MatterListModel::MatterListModel(const journey::Journey& journey, QObject* parent)
    : QAbstractListModel(parent), journey_(journey) {}

int MatterListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(journey_.chooser().rows().size());
}

QVariant MatterListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = journey_.chooser().rows()[static_cast<std::size_t>(index.row())];
    const auto& matter = journey_.catalogue().heads()[row];
    switch (role) {
    case CodeRole:
        return toQt(matter.code);
    case TitleRole:
        return toQt(matter.title, journey_.language());
    case SummaryRole:
        return toQt(matter.summary, journey_.language());
    case IconRole:
        return iconOf(matter);
    case SampleRole:
        return !matter.verified;
    case ClosedLineRole:
        return journey_.closedMatter(row) ? toQt(journey::closedMatterWords(), journey_.language())
                                          : QString();
    case ClosedCodeRole:
        return faultCode(journey_.closedMatter(row));
    }
    return {};
}

QHash<int, QByteArray> MatterListModel::roleNames() const {
    return {{CodeRole, "code"},
            {TitleRole, "title"},
            {SummaryRole, "summary"},
            {IconRole, "symbol"},
            {SampleRole, "sample"},
            {ClosedLineRole, "closedLine"},
            {ClosedCodeRole, "closedCode"}};
}

QString MatterListModel::iconOf(const matter::Head& matter) const {
    const auto* domain = journey_.chooser().domainOf(matter);
    return domain ? toQt(domain->icon) : QStringLiteral("document");
}

void MatterListModel::reload() {
    beginResetModel();
    endResetModel();
}

void MatterListModel::refresh() {
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

} // namespace jiujin::view
