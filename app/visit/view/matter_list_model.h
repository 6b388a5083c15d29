// The matters that can be filed here, or those of them that fit what was typed or answered.
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
    // closedLine: why it cannot be begun here now and what to do instead, empty when it can;
    // closedCode: the code of that. symbol: of its domain, by the name of its drawing in
    // resources/icons.
    enum Role {
        CodeRole = Qt::UserRole + 1,
        TitleRole,
        SummaryRole,
        IconRole,
        SampleRole,
        ClosedLineRole,
        ClosedCodeRole
    };
    Q_ENUM(Role)

    MatterListModel(const journey::Journey& journey, QObject* parent);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    // code, title, summary, symbol, sample, closedLine, closedCode
    QHash<int, QByteArray> roleNames() const override;
    // Its rows changed, or only their words.
    void reload();
    void refresh();

private:
    QString iconOf(const matter::Head& matter) const;

    const journey::Journey& journey_;
};

} // namespace jiujin::view
