// Draws a QR code from its rows, crisp at every size, with the quiet zone of four modules.
#pragma once

#include <QtCore/QStringList>
#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickPaintedItem>

namespace jiujin::view {

class QrItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QStringList rows READ rows WRITE setRows NOTIFY rowsChanged)

public:
    explicit QrItem(QQuickItem* parent = nullptr);

    QStringList rows() const { return rows_; }
    void setRows(const QStringList& rows);
    void paint(QPainter* painter) override;

signals:
    void rowsChanged();

private:
    QStringList rows_;
};

} // namespace jiujin::view
