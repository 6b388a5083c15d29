#include "app/link/frame_socket.h"

#include <algorithm>
#include <cstring>

namespace jiujin::link {

namespace {
// What may wait for a peer that does not read.
constexpr qint64 maxUnsent = 64LL * 1024 * 1024;
} // namespace

FrameSocket::FrameSocket(int socket, qint64 maxFrame, QObject* parent)
    : QIODevice(parent), maxFrame_(maxFrame) {
    connect(&socket_, &QLocalSocket::readyRead, this, &FrameSocket::take);
    connect(&socket_, &QLocalSocket::disconnected, this, &FrameSocket::end);
    socket_.setSocketDescriptor(socket);
    open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    // What came in before the signal was connected.
    QMetaObject::invokeMethod(this, &FrameSocket::take, Qt::QueuedConnection);
}

qint64 FrameSocket::bytesAvailable() const {
    return arrived_.size() + QIODevice::bytesAvailable();
}

void FrameSocket::close() {
    if (!isOpen())
        return;
    socket_.abort();
    QIODevice::close();
    end();
}

void FrameSocket::take() {
    const QByteArray chunk = socket_.readAll();
    if (ended_ || chunk.isEmpty())
        return;
    if (!within(chunk)) {
        emit limitBroken();
        socket_.abort();
        end();
        return;
    }
    arrived_.append(chunk);
    emit readyRead();
}

bool FrameSocket::within(const QByteArray& chunk) {
    for (qint64 at = 0; at < chunk.size();) {
        if (bodyLeft_ > 0) {
            const qint64 step = std::min<qint64>(bodyLeft_, chunk.size() - at);
            bodyLeft_ -= step;
            at += step;
            continue;
        }
        length_ |= static_cast<quint32>(static_cast<quint8>(chunk.at(at++))) << (8 * lengthBytes_);
        if (++lengthBytes_ < 4)
            continue;
        if (length_ > maxFrame_)
            return false;
        bodyLeft_ = length_;
        lengthBytes_ = 0;
        length_ = 0;
    }
    return true;
}

qint64 FrameSocket::readData(char* data, qint64 size) {
    const qint64 count = std::min<qint64>(size, arrived_.size());
    std::memcpy(data, arrived_.constData(), static_cast<std::size_t>(count));
    arrived_.remove(0, count);
    return count;
}

qint64 FrameSocket::writeData(const char* data, qint64 size) {
    if (ended_)
        return -1;
    if (socket_.bytesToWrite() + size > maxUnsent) {
        socket_.abort();
        end();
        return -1;
    }
    return socket_.write(data, size);
}

void FrameSocket::end() {
    if (ended_)
        return;
    ended_ = true;
    emit disconnected();
}

} // namespace jiujin::link
