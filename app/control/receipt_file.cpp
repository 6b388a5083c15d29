#include "app/control/receipt_file.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtGui/QImageReader>
#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace jiujin::control {

namespace {

constexpr qint64 maxFile = 32LL * 1024 * 1024;
constexpr qint64 maxPixels = 64LL * 1000 * 1000;
constexpr std::string_view mark = "JJ1.";

std::string trimmed(std::string text) {
    const auto blank = [](char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    };
    while (!text.empty() && blank(text.back()))
        text.pop_back();
    text.erase(0, text.find_first_not_of(" \r\n\t"));
    return text;
}

Result<std::string> readPicture(const QByteArray& content, const std::string& name) {
    QByteArray copy(content);
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    const QSize size = reader.size();
    if (qint64(size.width()) * size.height() > maxPixels)
        return Error(ErrorCode::FileUnreadable, name + ": the picture has more than 64 megapixels");
    const QImage picture = reader.read().convertToFormat(QImage::Format_Grayscale8);
    if (picture.isNull())
        return Error(ErrorCode::FileUnreadable,
                     name + ": neither a receipt's text (JJ1.…) nor a PNG or JPEG picture");
    const auto codes =
        ZXing::ReadBarcodes({picture.constBits(), picture.width(), picture.height(),
                             ZXing::ImageFormat::Lum, static_cast<int>(picture.bytesPerLine())});
    for (const auto& code : codes) {
        std::string text = code.text();
        if (text.starts_with(mark))
            return text;
    }
    return Error(
        ErrorCode::NotFound,
        name + ": no receipt's code is seen in the picture; take it from nearer and straight");
}

} // namespace

Result<std::string> readReceiptFile(const std::filesystem::path& file) {
    QFile source(QString::fromStdString(file.string()));
    if (!source.open(QIODevice::ReadOnly))
        return Error(ErrorCode::FileUnreadable,
                     file.string() + ": " + source.errorString().toStdString());
    const QByteArray content = source.read(maxFile + 1);
    if (content.size() > maxFile)
        return Error(ErrorCode::FileUnreadable, file.string() + ": larger than 32 MiB");
    std::string text = trimmed(content.left(16 * 1024).toStdString());
    if (text.starts_with(mark))
        return text;
    return readPicture(content, file.string());
}

} // namespace jiujin::control
