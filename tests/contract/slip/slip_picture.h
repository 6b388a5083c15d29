// What others read in the picture of a slip.
#pragma once

#include <QtCore/QString>

// ZXing's word for the QR code; empty when it finds none.
QString codeIn(const QString& picture);
// tesseract's word for the lines of text, without blanks.
QString textIn(const QString& picture);
