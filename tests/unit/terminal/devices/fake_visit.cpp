// A visit without a screen. It writes down, one line an event, what it is told and what comes over
// its device socket, and then does what its second argument says:
//   stay, serve, drop, finish, crash, file-crash, file-finish, early, flood, greedy, operator,
//   at-once
#include "app/link/frame_socket.h"
#include "drivers/contract/device_line.h"
#include "rep_terminal_merged.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTimer>
#include <QtRemoteObjects/QRemoteObjectNode>

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <unistd.h>

namespace {

class FakeVisit : public QObject {
    Q_OBJECT
public:
    FakeVisit(const QStringList& arguments)
        : behaviour_(arguments.at(2)),
          pipe_(number(arguments, "--link"), jiujin::link::maxTerminalFrame),
          devices_(number(arguments, "--devices")),
          notifier_(devices_, QSocketNotifier::Read),
          log_(::open(arguments.at(1).toLocal8Bit().constData(),
                      O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666)) {
        connect(&pipe_, &jiujin::link::FrameSocket::disconnected, [] { ::_exit(0); });
        connect(&notifier_, &QSocketNotifier::activated, this, &FakeVisit::hearDevices);
        node_.addClientSideConnection(&pipe_);
        replica_.reset(node_.acquire<TerminalReplica>());
        connect(replica_.get(), &TerminalReplica::initialized, this, &FakeVisit::standBy);
        connect(replica_.get(), &TerminalReplica::takeover, this, &FakeVisit::takeOver);
        connect(replica_.get(), &TerminalReplica::reserved, this, [this](quint32 call) {
            if (behaviour_ == QLatin1String("greedy"))
                return say("reserved " + QByteArray::number(call));
            replica_->put(call, QByteArray("header"), QByteArray(200000, 's'));
            if (behaviour_ == QLatin1String("file-crash"))
                crashWhenSent();
        });
        connect(replica_.get(), &TerminalReplica::stored, this,
                [this](quint32, const LinkReceipt& receipt) {
                    say("stored " + receipt.caseNumber().toUtf8());
                    replica_->finished();
                });
        connect(replica_.get(), &TerminalReplica::refused, this,
                [this](quint32 call, const QString& code) {
                    say("refused " + code.toUtf8() + " call " + QByteArray::number(call));
                });
        connect(replica_.get(), &TerminalReplica::operatorTold, this, &FakeVisit::hearDesk);
        connect(replica_.get(), &TerminalReplica::operatorRefused, this,
                [this](quint32 call, const QString& code) {
                    say("desk refuses " + code.toUtf8() + " call " + QByteArray::number(call));
                });
        connect(replica_.get(), &TerminalReplica::retire, this, [this] {
            say("retire");
            ::_exit(0);
        });
    }

private:
    static int number(const QStringList& arguments, const char* name) {
        const qsizetype at = arguments.indexOf(QLatin1String(name));
        return at < 0 ? -1 : arguments.value(at + 1).toInt();
    }

    void say(const QByteArray& what) {
        const QByteArray line = QByteArray::number(::getpid()) + ' ' + what + '\n';
        if (::write(log_, line.constData(), size_t(line.size())) < 0)
            ::_exit(9);
    }

    void hearDevices() {
        const auto word = jiujin::drivers::receiveDeviceWord(devices_);
        if (!word)
            return notifier_.setEnabled(false);
        if (word->socket < 0)
            return say((word->outOfService ? "out " : "lost ") +
                       QByteArray::fromStdString(std::string(codeOf(word->cause))));
        device_ = std::make_unique<QLocalSocket>();
        device_->setSocketDescriptor(word->socket);
        connect(device_.get(), &QLocalSocket::readyRead, this, [this] {
            say("device " + device_->readAll().trimmed());
            if (behaviour_ == QLatin1String("drop") && ++dropped_ == 1)
                device_->abort();
        });
    }

    void standBy() {
        say("user " + QByteArray::number(::getuid()) + ' ' +
            QByteArray::number(::getgroups(0, nullptr)));
        say("secret " + qgetenv("JIUJIN_TEST_SECRET") + '.');
        if (behaviour_ == QLatin1String("early"))
            replica_->reserve(1);
        if (behaviour_ == QLatin1String("flood"))
            replica_->put(1, QByteArray(), QByteArray(40 * 1024 * 1024, 'x'));
        replica_->standingBy();
    }

    void takeOver(bool lost, const LinkReceipt& receipt) {
        say("takeover " + QByteArray(lost ? "lost " : "clean ") + receipt.caseNumber().toUtf8());
        replica_->firstFrame();
        if (behaviour_ == QLatin1String("serve"))
            replica_->inUse(true);
        if (behaviour_.startsWith(QLatin1String("file")))
            replica_->reserve(1);
        if (behaviour_ == QLatin1String("greedy"))
            wantTooMuch();
        if (behaviour_ == QLatin1String("operator"))
            replica_->operatorBegin(1);
        if (behaviour_ == QLatin1String("finish"))
            replica_->finished();
        if (behaviour_ == QLatin1String("crash"))
            crashWhenSent();
    }

    void wantTooMuch() {
        for (quint32 call = 1; call <= 501; ++call)
            replica_->reserve(call);
        for (quint32 call = 1001; call <= 1005; ++call)
            replica_->put(call, QByteArray("header"), QByteArray("sealed"));
        for (quint32 call = 2001; call <= 2005; ++call)
            replica_->ask(call, QByteArray("head"), QByteArray("sealed"));
    }

    // Once admitted it asks, says that it is finished, and goes on asking.
    void hearDesk(quint32 call, const QByteArray& answer) {
        say("desk tells " + answer + " call " + QByteArray::number(call));
        if (call == 1)
            return replica_->operatorProve(2, QByteArray("card"), QByteArray("signature"));
        if (call != 2)
            return;
        replica_->operatorAsk(3, QByteArray("status"));
        replica_->finished();
        replica_->operatorAsk(4, QByteArray("device confirm idcard"));
        replica_->operatorBegin(5);
    }

    void crashWhenSent() {
        if (pipe_.bytesToWrite() == 0)
            ::raise(SIGKILL);
        QTimer::singleShot(0, this, &FakeVisit::crashWhenSent);
    }

    QString behaviour_;
    jiujin::link::FrameSocket pipe_;
    int devices_;
    QSocketNotifier notifier_;
    int log_;
    int dropped_ = 0;
    std::unique_ptr<QLocalSocket> device_;
    QRemoteObjectNode node_;
    std::unique_ptr<TerminalReplica> replica_;
};

} // namespace

int main(int count, char** words) {
    const QCoreApplication application(count, words);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.at(2) == QLatin1String("at-once"))
        return 3;
    const FakeVisit visit(arguments);
    return QCoreApplication::exec();
}
#include "fake_visit.moc"
