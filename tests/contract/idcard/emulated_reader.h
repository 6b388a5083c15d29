// samv-emulator as a process, on a pseudo terminal or on a USB bus that umockdev pretends.
#pragma once

#include "tests/contract/idcard/reader_peer.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

class EmulatedReader : public ReaderPeer {
public:
    enum class At { Serial, UsbSplit, UsbWhole };
    explicit EmulatedReader(At at);
    ~EmulatedReader() override;

    QString module() const override { return QStringLiteral("idcard-samv"); }
    QStringList options() const override;
    QStringList environment() const override;
    bool hands(const QByteArray& command) override;
    QList<qint64> requestTimes(const QByteArray& kind) override;
    long transfers() override;
    int transfersASecond() const override;
    int wakeUpsASecond() const override;

private:
    const At at_;
    QTemporaryDir folder_;
    QProcess emulator_;
    QByteArray said_;
    QString device_, root_; // of the pretended bus
};
