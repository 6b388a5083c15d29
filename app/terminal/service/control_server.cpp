#include "app/terminal/service/control_server.h"

#include <QtCore/QTimer>
#include <QtNetwork/QLocalSocket>

#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::service {

namespace {
constexpr qint64 longestLine = 64;
constexpr std::chrono::seconds patience{5};
} // namespace

ControlServer::ControlServer(Answer answer, std::optional<uid_t> operatorUser)
    : answer_(std::move(answer)), operatorUser_(operatorUser) {
    // Anyone may knock; who is heard is decided by the kernel's word on the caller.
    server_.setSocketOptions(QLocalServer::WorldAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, &ControlServer::greet);
}

Result<void> ControlServer::listen(const std::filesystem::path& socket) {
    const QString name = QString::fromStdString(socket.string());
    QLocalSocket other;
    other.connectToServer(name);
    if (other.waitForConnected(200))
        return Error{ErrorCode::AlreadyExists, socket.string() + ": another one answers there"};
    QLocalServer::removeServer(name);
    std::error_code failure;
    std::filesystem::create_directories(socket.parent_path(), failure);
    if (!server_.listen(name))
        return Error{ErrorCode::StoreOpen,
                     socket.string() + ": " + server_.errorString().toStdString()};
    return {};
}

void ControlServer::greet() {
    while (QLocalSocket* caller = server_.nextPendingConnection()) {
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        if (!mayAsk(caller->socketDescriptor())) {
            caller->disconnectFromServer();
            continue;
        }
        caller->setReadBufferSize(longestLine);
        QTimer::singleShot(patience, caller, &QLocalSocket::abort);
        connect(caller, &QLocalSocket::readyRead, caller, [this, caller] {
            if (!caller->canReadLine())
                return;
            const std::string line = caller->readLine().toStdString();
            caller->write(QByteArray::fromStdString(
                answer_(std::string_view(line).substr(0, line.size() - 1)) + "\n"));
            caller->disconnectFromServer();
        });
    }
}

bool ControlServer::mayAsk(qintptr socket) const {
    ucred caller{};
    socklen_t size = sizeof caller;
    if (::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &caller, &size) != 0)
        return false;
    return caller.uid == 0 || caller.uid == ::geteuid() || caller.uid == operatorUser_;
}

} // namespace jiujin::service
