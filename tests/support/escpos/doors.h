// How a program reaches the printer: a TCP port for one connection at a time, a pseudo terminal
// that stands for a character device such as /dev/usb/lp0, or a pretended USB bus.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSocketNotifier>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <memory>

namespace escpos_peer {

class Door : public QObject {
    Q_OBJECT
public:
    // Plugged in, or switched on. False when it cannot be.
    virtual bool open() = 0;
    // Unplugged, or switched off.
    virtual void close() = 0;
    virtual void say(const QByteArray& bytes) = 0;
    // For the settings of a driver.
    virtual QByteArray name() const = 0;
    // What the port itself says of the paper, where it has lines for that.
    virtual void setPaperOut(bool /*out*/) {}
    // Transfers that the driver asked for, where there are such.
    virtual long transfers() const { return 0; }

signals:
    void came(const QByteArray& bytes);
    void left();
};

class TcpDoor : public Door {
    Q_OBJECT
public:
    TcpDoor();
    bool open() override;
    void close() override;
    void say(const QByteArray& bytes) override;
    QByteArray name() const override;

private:
    void accept();

    QTcpServer server_;
    QPointer<QTcpSocket> guest_;
    quint16 port_ = 0; // the same again, once it had one
};

class PtyDoor : public Door {
    Q_OBJECT
public:
    explicit PtyDoor(QByteArray link) : link_(std::move(link)) {}
    ~PtyDoor() override;
    bool open() override;
    void close() override;
    void say(const QByteArray& bytes) override;
    QByteArray name() const override { return link_; }

private:
    void read();

    const QByteArray link_;
    int master_ = -1, slave_ = -1; // ours too, so that a guest may come and go
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace escpos_peer
