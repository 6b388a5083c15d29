// A line drawing of resources/icons in one colour. Painted by the CPU, so that the software
// renderer shows it too.
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

class Icon : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    // The file's name without folder and ending; empty draws nothing.
    Q_PROPERTY(QString name MEMBER name_ NOTIFY changed)
    Q_PROPERTY(QColor color MEMBER color_ NOTIFY changed)
    Q_PROPERTY(bool fills MEMBER fills_ NOTIFY changed)     // covers the item, cutting its top
    Q_PROPERTY(QColor ground MEMBER ground_ NOTIFY changed) // what shows through a filled mark

public:
    explicit Icon(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

signals:
    void changed();

private:
    QRectF covering(const QSizeF& drawn) const;

    QString name_;
    QColor color_ = Qt::black;
    QColor ground_ = Qt::white;
    bool fills_ = false;
};
