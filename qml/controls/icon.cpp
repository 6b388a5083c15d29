#include "icon.h"

#include <QFile>
#include <QPainter>
#include <QSvgRenderer>

Icon::Icon(QQuickItem* parent) : QQuickPaintedItem(parent) {
    connect(this, &Icon::changed, this, [this] { update(); });
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
    renderer.render(painter, boundingRect());
}
