// A reader's line without a driver: requests are written, and answers read as they come.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace jiujin::bench {

class BareLine {
public:
    BareLine(const QString& path, int rate);
    ~BareLine();
    BareLine(const BareLine&) = delete;
    BareLine& operator=(const BareLine&) = delete;

    // One request ("2001": find), and its whole answer.
    void exchange(const QByteArray& request) const;

private:
    int line_;
};

} // namespace jiujin::bench
