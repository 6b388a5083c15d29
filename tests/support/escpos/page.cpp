#include "tests/support/escpos/page.h"

#include <QtGui/QPainter>

#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <algorithm>
#include <exception>

namespace escpos_peer {

namespace {

constexpr int cellDots = 12, lineDots = 24, lineSpace = 6, margin = 40;

int widthOf(const Letter& letter) {
    return (letter.twoCells ? 2 : 1) * cellDots * letter.style.wide;
}

void draw(QPainter& painter, const Letter& letter, int x, int bottom) {
    QFont font(QStringLiteral("Noto Sans CJK SC"));
    font.setPixelSize(22);
    font.setBold(letter.style.bold);
    const int wide = widthOf(letter) / letter.style.wide;
    painter.save();
    painter.translate(x, bottom - lineDots * letter.style.high);
    painter.scale(letter.style.wide, letter.style.high);
    painter.setFont(font);
    painter.drawText(QRect(0, -6, wide, lineDots + 12), Qt::AlignCenter | Qt::TextDontClip,
                     QString::fromUcs4(&letter.character, 1));
    painter.restore();
}

} // namespace

void Page::endLine(int align) {
    int wide = 0, high = lineDots;
    QString text;
    for (const Letter& letter : line_) {
        wide += widthOf(letter);
        high = std::max(high, lineDots * letter.style.high);
        text += QString::fromUcs4(&letter.character, 1);
    }
    if (!line_.isEmpty())
        texts_.append(text);
    QImage strip(dots_, high + lineSpace, QImage::Format_Grayscale8);
    strip.fill(Qt::white);
    QPainter painter(&strip);
    int x = align == 1 ? (dots_ - wide) / 2 : align == 2 ? dots_ - wide : 0;
    for (const Letter& letter : line_) {
        draw(painter, letter, x, high);
        x += widthOf(letter);
    }
    painter.end();
    line_.clear();
    add(strip, false);
}

void Page::picture(const QImage& image, int align) {
    QImage strip(dots_, image.height(), QImage::Format_Grayscale8);
    strip.fill(Qt::white);
    QPainter painter(&strip);
    const int left = dots_ - image.width();
    painter.drawImage(align == 1 ? left / 2 : align == 2 ? left : 0, 0, image);
    painter.end();
    add(strip, false);
}

void Page::add(QImage strip, bool blank) {
    if (blank)
        strip.fill(Qt::white);
    strips_.append(strip);
}

QImage Page::cut() {
    int high = 2 * margin;
    for (const QImage& strip : strips_)
        high += strip.height();
    QImage page(dots_ + 2 * margin, high, QImage::Format_Grayscale8);
    page.fill(Qt::white);
    QPainter painter(&page);
    int y = margin;
    for (const QImage& strip : strips_) {
        painter.drawImage(margin, y, strip);
        y += strip.height();
    }
    painter.end();
    strips_.clear();
    texts_.clear();
    line_.clear();
    return page;
}

QImage qrPicture(const QByteArray& text, int moduleDots) {
    try {
        constexpr int levelM = 3;
        const auto matrix = ZXing::MultiFormatWriter(ZXing::BarcodeFormat::QRCode)
                                .setEccLevel(levelM)
                                .setMargin(0)
                                .encode(std::wstring(text.begin(), text.end()), 0, 0);
        QImage image(matrix.width() * moduleDots, matrix.height() * moduleDots,
                     QImage::Format_Grayscale8);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.scanLine(y)[x] = matrix.get(x / moduleDots, y / moduleDots) ? 0 : 255;
        return image;
    } catch (const std::exception&) {
        return {};
    }
}

} // namespace escpos_peer
