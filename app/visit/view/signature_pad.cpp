#include "app/visit/view/signature_pad.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace jiujin::view {

SignaturePad::SignaturePad(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAcceptedMouseButtons(Qt::LeftButton);
    setAntialiasing(true);
    connect(this, &SignaturePad::penChanged, this, [this] { update(); });
}

Signature* SignaturePad::signature() const {
    return signature_;
}

void SignaturePad::setSignature(Signature* signature) {
    if (signature_ == signature)
        return;
    if (signature_)
        signature_->disconnect(this);
    signature_ = signature;
    if (signature)
        connect(signature, &Signature::changed, this, [this] { update(); });
    emit signatureChanged();
    update();
}

void SignaturePad::paint(QPainter* painter) {
    if (!signature_)
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink_, penWidth_, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const auto& stroke : signature_->strokes()) {
        QPainterPath path(stroke.front() * width());
        for (const auto& point : stroke)
            path.lineTo(point * width());
        painter->drawPath(path);
    }
}

void SignaturePad::mousePressEvent(QMouseEvent* event) {
    if (signature_)
        signature_->beginStroke(scaled(event->position()));
}

void SignaturePad::mouseMoveEvent(QMouseEvent* event) {
    if (signature_)
        signature_->extendStroke(scaled(event->position()));
}

void SignaturePad::mouseReleaseEvent(QMouseEvent*) {
    if (signature_)
        signature_->endStroke();
}

void SignaturePad::mouseUngrabEvent() {
    if (signature_)
        signature_->endStroke();
}

QPointF SignaturePad::scaled(QPointF point) const {
    return {std::clamp(point.x() / width(), 0.0, 1.0),
            std::clamp(point.y() / width(), 0.0, height() / width())};
}

} // namespace jiujin::view
