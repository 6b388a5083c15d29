#include "app/visit/view/portrait_item.h"

#include <QtGui/QPainter>

namespace jiujin::view {

PortraitItem::PortraitItem(QQuickItem* parent) : QQuickPaintedItem(parent) {}

void PortraitItem::setCard(CardView* card) {
    if (card_ == card)
        return;
    if (card_)
        card_->disconnect(this);
    card_ = card;
    if (card_)
        connect(card_, &CardView::changed, this, [this] { update(); });
    emit cardChanged();
    update();
}

void PortraitItem::paint(QPainter* painter) {
    if (!card_ || !card_->hasPicture())
        return;
    constexpr int width = journey::pictureWidth, height = journey::pictureHeight;
    // Looks at the bytes where they lie.
    const QImage picture(reinterpret_cast<const uchar*>(card_->picture().expose().data()), width,
                         height, 3 * width, QImage::Format_RGB888);
    const QSizeF size = QSizeF(width, height).scaled(boundingRect().size(), Qt::KeepAspectRatio);
    QRectF place(QPointF(), size);
    place.moveCenter(boundingRect().center());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->drawImage(place, picture);
}

} // namespace jiujin::view
