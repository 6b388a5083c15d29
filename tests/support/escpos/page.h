// Paper that has come out since the last cut, as a picture: 8 dots a millimetre.
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtGui/QImage>

namespace escpos_peer {

struct Style {
    int align = 0; // 0 left, 1 centre, 2 right
    bool bold = false;
    int wide = 1, high = 1;
    bool operator==(const Style&) const = default;
};

// One letter as it was asked for.
struct Letter {
    char32_t character = 0;
    bool twoCells = false;
    Style style;
};

class Page {
public:
    explicit Page(int dots) : dots_(dots) {}

    void put(const Letter& letter) { line_.append(letter); }
    void endLine(int align);
    void feed(int dots) { add(QImage(dots_, dots, QImage::Format_Grayscale8)); }
    void picture(const QImage& image, int align);
    void dropLine() { line_.clear(); }
    bool empty() const { return strips_.isEmpty() && line_.isEmpty(); }
    // Lines of text that were put, oldest first.
    const QStringList& texts() const { return texts_; }
    // Takes the paper off.
    QImage cut();

private:
    void add(QImage strip, bool blank = true);

    int dots_;
    QList<Letter> line_;
    QList<QImage> strips_;
    QStringList texts_;
};

// A QR code, module by module, without quiet zone; null when the text does not fit.
QImage qrPicture(const QByteArray& text, int moduleDots);

} // namespace escpos_peer
