#include "app/visit/view/qr_item.h"

#include <QtGui/QPainter>

#include <cmath>

namespace jiujin::view {

namespace {

constexpr int quietZone = 4; // ISO/IEC 18004 section 6.3.8

} // namespace

QrItem::QrItem(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setFillColor(Qt::white);
}

void QrItem::setRows(const QStringList& rows) {
    if (rows_ == rows)
        return;
    rows_ = rows;
    emit rowsChanged();
    update();
}

void QrItem::paint(QPainter* painter) {
    const auto side = static_cast<int>(rows_.size());
    if (side == 0)
        return;
    // Whole pixels a module: a scanner reads no blurred edge.
    const int module =
        std::max(1, static_cast<int>(std::min(width(), height())) / (side + 2 * quietZone));
    const int left = (static_cast<int>(width()) - module * side) / 2;
    const int top = (static_cast<int>(height()) - module * side) / 2;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < rows_[y].size(); ++x)
            if (rows_[y][x] == QLatin1Char('1'))
                painter->fillRect(left + x * module, top + y * module, module, module, Qt::black);
}

} // namespace jiujin::view
