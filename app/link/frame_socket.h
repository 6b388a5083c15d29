// A socket that QtRemoteObjects runs over, with a limit on what the other end may send. A frame of
// QtRemoteObjects is a little-endian u32 length and that many bytes; a length above the limit
// closes the socket before anything of the frame is kept or parsed.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>
#include <QtNetwork/QLocalSocket>

#include <functional>

namespace jiujin::link {

// A put of a packet of 32 MiB, and room for its header and for QtRemoteObjects.
inline constexpr qint64 maxTerminalFrame = 33LL * 1024 * 1024;

class FrameSocket : public QIODevice {
    Q_OBJECT
public:
    // Whether a frame's body may go on to QtRemoteObjects.
    using Judge = std::function<bool(const QByteArray&)>;

    // Takes `socket`, one end of a connected AF_UNIX stream pair.
    FrameSocket(int socket, qint64 maxFrame, Judge judge = {}, QObject* parent = nullptr);

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    qint64 bytesToWrite() const override { return socket_.bytesToWrite(); }
    void close() override;

signals:
    // Once: the other end has gone, or broke the limit, or does not read what it is sent.
    void disconnected();
    // Just before disconnected() when the limit or the judge was the cause.
    void limitBroken();

protected:
    qint64 readData(char* data, qint64 size) override;
    qint64 writeData(const char* data, qint64 size) override;

private:
    void take();
    // False when a frame is announced too large, or is judged badly.
    bool pass(const QByteArray& chunk);
    bool passFrame();
    void end();

    QLocalSocket socket_;
    const qint64 maxFrame_;
    const Judge judge_;
    QByteArray arrived_; // whole frames, for QtRemoteObjects
    QByteArray frame_;   // the one that is coming in, with its length
    bool ended_ = false;
};

} // namespace jiujin::link
