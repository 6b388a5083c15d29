#include "icon.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

Icon::Icon(QQuickItem* parent) : QQuickPaintedItem(parent) {
    connect(this, &Icon::changed, this, [this] { update(); });
}

// As wide as the item and standing on its lower edge.
QRectF Icon::covering(const QSizeF& drawn) const {
    const QSizeF size = drawn.scaled(boundingRect().size(), Qt::KeepAspectRatioByExpanding);
    return {QPointF((width() - size.width()) / 2, height() - size.height()), size};
}

void Icon::paint(QPainter* painter) {
    if (name_.isEmpty()) {
        return;
    }
    QFile file(QStringLiteral(":/jiujin/icons/%1.svg").arg(name_));
    if (!file.open(QIODevice::ReadOnly)) {
        qWarning("no icon of this name: %ls", qUtf16Printable(name_));
        return;
    }
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", color_.name().toLatin1());
    drawing.replace("paperColor", ground_.name().toLatin1());
    QSvgRenderer renderer(drawing);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    painter->setRenderHint(QPainter::Antialiasing);
    renderer.render(painter, fills_ ? covering(renderer.viewBoxF().size()) : boundingRect());
}
