#include "tests/support/escpos/doors.h"

#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace escpos_peer {

TcpDoor::TcpDoor() {
    connect(&server_, &QTcpServer::newConnection, this, &TcpDoor::accept);
}

bool TcpDoor::open() {
    if (!server_.listen(QHostAddress::LocalHost, port_))
        return false;
    port_ = server_.serverPort();
    return true;
}

void TcpDoor::close() {
    server_.close();
    if (guest_)
        guest_->abort();
}

void TcpDoor::accept() {
    QTcpSocket* const next = server_.nextPendingConnection();
    if (guest_) {
        next->abort();
        next->deleteLater();
        return;
    }
    guest_ = next;
    next->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(next, &QTcpSocket::readyRead, this, [this, next] { emit came(next->readAll()); });
    connect(next, &QTcpSocket::disconnected, this, [this, next] {
        guest_.clear();
        next->deleteLater();
        emit left();
    });
}

void TcpDoor::say(const QByteArray& bytes) {
    if (!guest_)
        return;
    guest_->write(bytes);
    guest_->flush();
}

QByteArray TcpDoor::name() const {
    return "tcp://127.0.0.1:" + QByteArray::number(port_);
}

PtyDoor::~PtyDoor() {
    close();
}

bool PtyDoor::open() {
    master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0)
        return false;
    const char* const path = ::ptsname(master_);
    slave_ = ::open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios state{};
    if (slave_ < 0 || ::tcgetattr(slave_, &state) != 0)
        return false;
    ::cfmakeraw(&state);
    ::tcsetattr(slave_, TCSANOW, &state);
    ::unlink(link_.constData());
    if (::symlink(path, link_.constData()) != 0)
        return false;
    notifier_ = std::make_unique<QSocketNotifier>(master_, QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &PtyDoor::read);
    return true;
}

void PtyDoor::close() {
    notifier_.reset();
    ::unlink(link_.constData());
    for (int* each : {&slave_, &master_})
        if (*each >= 0)
            ::close(std::exchange(*each, -1));
    emit left();
}

void PtyDoor::read() {
    char buffer[4096];
    const ssize_t got = ::read(master_, buffer, sizeof buffer);
    if (got > 0)
        emit came(QByteArray(buffer, static_cast<qsizetype>(got)));
}

void PtyDoor::say(const QByteArray& bytes) {
    // A guest that does not read its line loses what is said, as on a real one.
    [[maybe_unused]] const ssize_t written =
        master_ < 0 ? 0
                    : ::write(master_, bytes.constData(), static_cast<std::size_t>(bytes.size()));
}

} // namespace escpos_peer
