#include "app/link/frame_socket.h"

#include <QtCore/QtEndian>

#include <algorithm>
#include <cstring>

namespace jiujin::link {

namespace {
// What may wait for a peer that does not read.
constexpr qint64 maxUnsent = 64LL * 1024 * 1024;
constexpr qint64 prefix = 4;

qint64 wholeSize(const QByteArray& frame) {
    return prefix + qint64(qFromLittleEndian<quint32>(frame.constData()));
}
} // namespace

FrameSocket::FrameSocket(int socket, qint64 maxFrame, Judge judge, QObject* parent)
    : QIODevice(parent), maxFrame_(maxFrame), judge_(std::move(judge)) {
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
    const qsizetype before = arrived_.size();
    if (!pass(chunk)) {
        emit limitBroken();
        socket_.abort();
        end();
        return;
    }
    if (arrived_.size() > before)
        emit readyRead();
}

bool FrameSocket::pass(const QByteArray& chunk) {
    for (qint64 at = 0; at < chunk.size();) {
        const bool announced = frame_.size() >= prefix;
        const qint64 whole = announced ? wholeSize(frame_) : prefix;
        const qint64 step = std::min<qint64>(whole - frame_.size(), chunk.size() - at);
        frame_.append(chunk.constData() + at, step);
        at += step;
        if (frame_.size() < prefix)
            continue;
        if (wholeSize(frame_) - prefix > maxFrame_ || !passFrame())
            return false;
    }
    return true;
}

// Hands the frame on when it is whole.
bool FrameSocket::passFrame() {
    if (frame_.size() < wholeSize(frame_))
        return true;
    if (judge_ && !judge_(frame_.sliced(prefix)))
        return false;
    arrived_.append(frame_);
    frame_.clear();
    return true;
}

qint64 FrameSocket::readData(char* data, qint64 size) {
    const qint64 count = std::min<qint64>(size, arrived_.size());
    std::memcpy(data, arrived_.constData(), static_cast<std::size_t>(count));
    // The buffer stays, and with it what was read: a PIN, a person.
    ::explicit_bzero(arrived_.data(), static_cast<std::size_t>(count));
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
