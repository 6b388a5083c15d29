// What a slip is made of: parts from top to bottom; the paper is cut behind the last.
#pragma once

#include <QtCore/QDataStream>
#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace jiujin::drivers {

enum class SlipKind : int {
    Text, // one paragraph, broken where the roll ends; control characters become blanks
    Code, // a QR code (ISO/IEC 18004, level M) of printable ASCII
    Rule, // a line across
    Space // `size` empty lines
};

enum class SlipAlign : int { Left, Centre, Right };

inline constexpr qsizetype mostSlipParts = 64;

// size: of text 1 or 2; of a code the dots a module, at most 16, less where the roll is narrow.
struct SlipPart {
    int kind = 0;
    QString text;
    int size = 1;
    int align = 0;
    bool bold = false;
    bool operator==(const SlipPart&) const = default;
};

struct Slip {
    QList<SlipPart> parts;
    bool operator==(const Slip&) const = default;
};

inline QDataStream& operator<<(QDataStream& out, const SlipPart& part) {
    return out << part.kind << part.text << part.size << part.align << part.bold;
}
inline QDataStream& operator>>(QDataStream& in, SlipPart& part) {
    return in >> part.kind >> part.text >> part.size >> part.align >> part.bold;
}

inline QDataStream& operator<<(QDataStream& out, const Slip& slip) {
    return out << slip.parts;
}
// Of more parts than a slip has, none is read.
inline QDataStream& operator>>(QDataStream& in, Slip& slip) {
    slip.parts.clear();
    quint32 count = 0;
    in >> count;
    if (count > mostSlipParts)
        in.setStatus(QDataStream::ReadCorruptData);
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        slip.parts.emplaceBack();
        in >> slip.parts.back();
    }
    return in;
}

} // namespace jiujin::drivers

Q_DECLARE_METATYPE(jiujin::drivers::Slip)
