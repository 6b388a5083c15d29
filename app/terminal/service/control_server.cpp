#include "app/terminal/service/control_server.h"

#include "app/link/queue_report.h"

#include <QtCore/QPointer>

#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::service {

namespace {
constexpr qint64 longestLine = link::maxAskLine;
constexpr std::size_t longestWords = 63;
constexpr std::string_view holdWords = "device hold ";
// For the line; then for the answer, which an ask may take until its deadline.
constexpr std::chrono::seconds patience{5}, askPatience{70};

Bytes bytesOf(const QByteArray& bytes) {
    return {bytes.begin(), bytes.end()};
}

// Said: whoever is not heard is answered with nothing.
std::string tooLong() {
    return link::encodeRefusal(
        {ErrorCode::Usage, "more than " + std::to_string(longestWords) + " bytes"});
}
} // namespace

ControlServer::ControlServer(Answer answer, Ask ask, Hold hold, std::optional<uid_t> operatorUser)
    : answer_(std::move(answer)),
      ask_(std::move(ask)),
      hold_(std::move(hold)),
      operatorUser_(operatorUser) {
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
        auto* const limit = new QTimer(caller);
        limit->setSingleShot(true);
        connect(limit, &QTimer::timeout, caller, &QLocalSocket::abort);
        limit->start(patience);
        connect(caller, &QLocalSocket::readyRead, caller, [this, caller, limit] {
            if (!caller->canReadLine())
                return;
            limit->start(askPatience);
            hear(caller, limit);
        });
    }
}

void ControlServer::hear(QLocalSocket* caller, QTimer* limit) {
    std::string line = caller->readLine().toStdString();
    line.pop_back();
    caller->disconnect(SIGNAL(readyRead()));
    if (const auto call = link::askCallFrom(line))
        return ask(caller, *call);
    if (line.size() <= longestWords && line.starts_with(holdWords))
        return hold(caller, limit, line.substr(holdWords.size()));
    const std::string told = line.size() <= longestWords ? answer_(line) : tooLong();
    caller->write(QByteArray::fromStdString(told + "\n"));
    caller->disconnectFromServer();
}

void ControlServer::hold(QLocalSocket* caller, QTimer* limit, const std::string& device) {
    auto held = hold_(device, [asking = QPointer(caller), limit](const std::string& line) {
        if (!asking)
            return;
        asking->write(QByteArray::fromStdString(line + "\n"));
        limit->stop();
    });
    if (!held.ok()) {
        caller->write(QByteArray::fromStdString(link::encodeRefusal(held.error()) + "\n"));
        return caller->disconnectFromServer();
    }
    // Whatever else it says is not heard, but a full buffer would hide its end.
    connect(caller, &QLocalSocket::readyRead, caller, [caller] { caller->readAll(); });
    connect(caller, &QLocalSocket::disconnected, caller,
            [held = std::move(*held)]() mutable { held.reset(); });
}

void ControlServer::ask(QLocalSocket* caller, const link::AskCall& call) {
    ask_(QByteArray::fromStdString(call.head),
         QByteArray(reinterpret_cast<const char*>(call.sealed.data()),
                    static_cast<qsizetype>(call.sealed.size())),
         [asking = QPointer(caller)](const Result<QByteArray>& answer) {
             if (!asking)
                 return;
             const auto result =
                 answer ? Result<Bytes>(bytesOf(*answer)) : Result<Bytes>(answer.error());
             asking->write(QByteArray::fromStdString(link::encodeAskResult(result) + "\n"));
             asking->disconnectFromServer();
         });
}

bool ControlServer::mayAsk(qintptr socket) const {
    ucred caller{};
    socklen_t size = sizeof caller;
    if (::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &caller, &size) != 0)
        return false;
    return caller.uid == 0 || caller.uid == ::geteuid() || caller.uid == operatorUser_;
}

} // namespace jiujin::service
