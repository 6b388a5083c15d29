// Where the citizen signs, with a finger or a mouse.
#pragma once

#include "app/visit/view/signature.h"

#include <QtCore/QPointer>
#include <QtGui/QColor>
#include <QtQuick/QQuickPaintedItem>

namespace jiujin::view {

class SignaturePad : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(jiujin::view::Signature* signature READ signature WRITE setSignature NOTIFY
                   signatureChanged)
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY penChanged)
    Q_PROPERTY(qreal penWidth MEMBER penWidth_ NOTIFY penChanged)

public:
    explicit SignaturePad(QQuickItem* parent = nullptr);

    Signature* signature() const;
    void setSignature(Signature* signature);
    void paint(QPainter* painter) override;

signals:
    void signatureChanged();
    void penChanged();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;

private:
    QPointF scaled(QPointF point) const;

    QPointer<Signature> signature_;
    QColor ink_ = Qt::black;
    qreal penWidth_ = 4;
};

} // namespace jiujin::view
