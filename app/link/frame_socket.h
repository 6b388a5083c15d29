// A socket that QtRemoteObjects runs over, with a limit on what the other end may send. A frame of
// QtRemoteObjects is a little-endian u32 length and that many bytes; a length above the limit
// closes the socket before anything of the frame is kept or parsed.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>
#include <QtNetwork/QLocalSocket>

namespace jiujin::link {

// A put of a packet of 32 MiB, and room for its header and for QtRemoteObjects.
inline constexpr qint64 maxTerminalFrame = 33LL * 1024 * 1024;

class FrameSocket : public QIODevice {
    Q_OBJECT
public:
    // Takes `socket`, one end of a connected AF_UNIX stream pair.
    FrameSocket(int socket, qint64 maxFrame, QObject* parent = nullptr);

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return socket_.bytesToWrite(); }
    void close() override;

signals:
    // Once: the other end has gone, or broke the limit, or does not read what it is sent.
    void disconnected();
    // Just before disconnected() when the limit was the cause.
    void limitBroken();

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    void take();
    // False when a frame in `chunk` is announced larger than the limit.
    bool within(const QByteArray& chunk);
    void end();

    QLocalSocket socket_;
    QByteArray arrived_;
    qint64 maxFrame_;
    qint64 bodyLeft_ = 0;
    quint32 length_ = 0;
    int lengthBytes_ = 0;
    bool ended_ = false;
};

} // namespace jiujin::link
