// Draws the photograph of the card, as large as fits, where the reader could decode it.
#pragma once

#include "app/visit/view/card_view.h"

#include <QtQml/qqmlregistration.h>
#include <QtQuick/QQuickPaintedItem>

namespace jiujin::view {

class PortraitItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(jiujin::view::CardView* card READ card WRITE setCard NOTIFY cardChanged REQUIRED)

public:
    explicit PortraitItem(QQuickItem* parent = nullptr);

    CardView* card() const { return card_; }
    void setCard(CardView* card);
    void paint(QPainter* painter) override;

signals:
    void cardChanged();

private:
    CardView* card_ = nullptr;
};

} // namespace jiujin::view
