#include "tests/contract/slip/slip_picture.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtGui/QImage>

#include <algorithm>

namespace {

QString outputOf(const QString& program, const QStringList& words) {
    QProcess process;
    process.start(program, words);
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

// Rows of ink with white above and below: lines of text, when they are neither rules nor codes.
QList<QRect> textLines(const QImage& picture) {
    constexpr int gap = 3, lowest = 12, highest = 60;
    QList<QRect> lines;
    int first = -1, last = -1;
    for (int y = 0; y <= picture.height(); ++y) {
        bool ink = false;
        for (int x = 0; y < picture.height() && x < picture.width(); ++x)
            ink = ink || qGray(picture.pixel(x, y)) < 128;
        if (ink && first < 0)
            first = y;
        if (ink)
            last = y;
        const bool ends = first >= 0 && (y - last >= gap || y == picture.height());
        if (ends && last - first >= lowest && last - first <= highest)
            lines.append(QRect(0, first, picture.width(), last - first + 1));
        first = ends ? -1 : first;
    }
    return lines;
}

} // namespace

QString codeIn(const QString& picture) {
    const QString said = outputOf(QStringLiteral("ZXingReader"),
                                  {QStringLiteral("-format"), QStringLiteral("QRCode"), picture});
    const qsizetype at = said.indexOf(QLatin1Char('"')) + 1;
    return at == 0 ? QString() : said.mid(at, said.indexOf(QLatin1Char('"'), at) - at);
}

// Line by line, of one height: what tesseract makes of a slip's layout is not the question.
QString textIn(const QString& path) {
    constexpr int margin = 20, letterHeight = 40;
    const QImage picture = QImage(path).convertToFormat(QImage::Format_Grayscale8);
    QTemporaryDir folder;
    const QString strip = folder.filePath(QStringLiteral("line.png"));
    QString text;
    for (const QRect& line : textLines(picture)) {
        QImage image(line.width(), line.height() + 2 * margin, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        for (int y = 0; y < line.height(); ++y)
            std::copy_n(picture.constScanLine(line.y() + y), line.width(),
                        image.scanLine(margin + y));
        image
            .scaledToHeight(image.height() * letterHeight / line.height(), Qt::SmoothTransformation)
            .save(strip);
        text += outputOf(QStringLiteral("tesseract"),
                         {strip, QStringLiteral("-"), QStringLiteral("-l"),
                          QStringLiteral("chi_sim"), QStringLiteral("--psm"), QStringLiteral("7")});
    }
    return text.remove(QLatin1Char(' '));
}
