// samv-emulator on a pseudo terminal, which it feeds at the pace of a serial line.
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <vector>

namespace jiujin::bench {

class EmulatedLine {
public:
    // persons: the file of those whose cards it has. rate: bits a second.
    EmulatedLine(const QString& program, const QString& persons, int rate);
    ~EmulatedLine();
    EmulatedLine(const EmulatedLine&) = delete;
    EmulatedLine& operator=(const EmulatedLine&) = delete;

    QString path() const;
    // Gives a command and waits until it was obeyed (tests/support/samv/README.md).
    void hands(const QByteArray& command);

    struct Request {
        QByteArray what; // "2001": find
        qint64 at = 0;   // milliseconds of the monotonic clock
    };
    // Since the last call, oldest first; only what came after `trace on`.
    std::vector<Request> requests();

private:
    void hear();
    void take(const QByteArray& line);

    QTemporaryDir folder_;
    QProcess process_;
    QByteArray heard_, answer_; // what has no end yet; the last line that is no request
    std::vector<Request> requests_;
};

} // namespace jiujin::bench
