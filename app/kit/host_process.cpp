#include "app/kit/host_process.h"

#include "drivers/contract/host_link.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <fcntl.h>
#include <grp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::kit {

namespace {

constexpr qint64 maxFrame = 1024L * 1024;
constexpr int farewell = 2000;

// Between fork and exec: nothing here may allocate.
void becomeHost(int control, int node, const link::HeldDevice& device) {
    for (const int descriptor : {control, node})
        if (descriptor >= 0)
            ::fcntl(descriptor, F_SETFD, 0);
    if (device.user <= 0 || ::geteuid() != 0)
        return;
    const auto user = static_cast<uid_t>(device.user);
    if (::setgroups(device.groups.size(), device.groups.data()) != 0 || ::setgid(user) != 0 ||
        ::setuid(user) != 0)
        ::_exit(126);
}

QStringList argumentsFor(const link::HeldDevice& device, int control, int node) {
    QStringList words;
    for (const std::string& word : device.arguments)
        words << QString::fromStdString(word);
    words << QStringLiteral("--control") << QString::number(control);
    if (device.node.empty())
        return words;
    const QString option = device.byPath
                               ? QStringLiteral("device=") + QString::fromStdString(device.node)
                               : QStringLiteral("descriptor=") + QString::number(node);
    return words << QStringLiteral("--option") << option;
}

} // namespace

bool comes(const std::function<bool()>& what, std::chrono::milliseconds patience) {
    QElapsedTimer waited;
    waited.start();
    while (!what()) {
        if (waited.hasExpired(patience.count()))
            return false;
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return true;
}

Result<std::unique_ptr<HostProcess>> HostProcess::start(const link::HeldDevice& device) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return Error(ErrorCode::ProgramStart, "no sockets left");
    int node = -1;
    if (!device.node.empty() && !device.byPath)
        node = ::open(device.node.c_str(), O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    const bool there = node >= 0 || device.node.empty() || device.byPath;
    std::unique_ptr<HostProcess> host(there ? new HostProcess(device, ends[0], ends[1], node)
                                            : nullptr);
    ::close(ends[1]);
    if (node >= 0)
        ::close(node);
    if (there)
        return host;
    ::close(ends[0]);
    return Error(ErrorCode::DeviceRemoved, device.node);
}

HostProcess::HostProcess(const link::HeldDevice& device, int control, int hosts, int node)
    : control_(control) {
    process_.setProcessChannelMode(QProcess::ForwardedChannels);
    process_.setStandardOutputFile(QProcess::nullDevice());
    process_.setStandardErrorFile(QProcess::nullDevice());
    process_.setChildProcessModifier([hosts, node, device] { becomeHost(hosts, node, device); });
    process_.start(QString::fromStdString(device.program), argumentsFor(device, hosts, node));
    process_.waitForStarted();
    notifier_ = std::make_unique<QSocketNotifier>(control_, QSocketNotifier::Read);
    QObject::connect(notifier_.get(), &QSocketNotifier::activated, [this] { hear(); });
}

HostProcess::~HostProcess() {
    notifier_.reset();
    node_.reset();
    pipe_.reset();
    ::close(control_);
    if (running() && !process_.waitForFinished(farewell)) {
        process_.kill();
        process_.waitForFinished();
    }
}

QRemoteObjectNode& HostProcess::serve() {
    int ends[2] = {-1, -1};
    // Without sockets the host hears nothing, and each case says so.
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0)
        static_cast<void>(drivers::sendServe(control_, ends[1]).ok());
    pipe_ = std::make_unique<link::FrameSocket>(ends[0], maxFrame);
    node_ = std::make_unique<QRemoteObjectNode>();
    node_->addClientSideConnection(pipe_.get());
    return *node_;
}

void HostProcess::hear() {
    const auto word = drivers::receiveHostWord(control_);
    if (!word.ok())
        return notifier_->setEnabled(false);
    if (word->kind == drivers::HostWord::Kind::Health)
        health_ = word->text;
    if (word->kind == drivers::HostWord::Kind::Identity)
        identity_ = word->text;
}

} // namespace jiujin::kit
