// The text exposition format 0.0.4 of Prometheus, read strictly.
#pragma once

#include <QByteArray>
#include <QMap>

namespace jiujin::tests {

struct Figures {
    QString fault;                    // empty: the text is right
    QMap<QByteArray, double> samples; // by name with labels, as they stand
};
Figures figuresIn(const QByteArray& text);

} // namespace jiujin::tests
