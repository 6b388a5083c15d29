// The emulated ESC/POS printer: on TCP, in place of a character device, which the host opens or
// inherits, or on a pretended USB bus.
#pragma once

#include "tests/contract/slip/slip_peer.h"

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

class EmulatorPeer : public SlipPeer {
public:
    enum class Way { Tcp, Device, Inherited, Usb };
    // On the way that JIUJIN_SLIP names: tcp, device or usb.
    explicit EmulatorPeer(int columns = 48);
    explicit EmulatorPeer(Way way, int columns = 48);
    ~EmulatorPeer() override;

    QString module() const override { return QStringLiteral("printer-escpos"); }
    QStringList options() const override;
    QStringList environment() const override;
    bool staysLost() const override { return way_ != Way::Tcp; }
    bool hands(const QByteArray& command) override;
    QStringList tickets() override;
    QStringList unknown() override;
    int count(const QByteArray& what) override;
    int wakeUpsASecond() const override;

private:
    // Lines that begin so, without that beginning.
    QList<QByteArray> lines(const QByteArray& begin);
    QByteArray say(const QByteArray& command);

    const Way way_;
    const int columns_;
    QTemporaryDir folder_;
    QProcess emulator_;
    QByteArray said_, where_, root_; // of the bus
    int opened_ = -1;                // for the host to inherit
};
