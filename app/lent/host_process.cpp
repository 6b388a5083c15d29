#include "app/lent/host_process.h"

#include "drivers/contract/device_frames.h"
#include "drivers/contract/host_link.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::lent {

namespace {

constexpr qint64 maxFrame = 1024L * 1024;
constexpr int farewell = 2000;

// Between fork and exec: nothing here may allocate.
void becomeHost(const std::vector<int>& inherited, const link::HeldDevice& device, pid_t parent) {
    for (const int descriptor : inherited)
        ::fcntl(descriptor, F_SETFD, 0);
    const auto user = static_cast<uid_t>(device.user);
    if (device.user > 0 && ::geteuid() == 0 &&
        (::setgroups(device.groups.size(), device.groups.data()) != 0 || ::setgid(user) != 0 ||
         ::setuid(user) != 0))
        ::_exit(126);
    // After setuid, which clears it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(126);
}

QStringList argumentsFor(const link::HeldDevice& device, QStringList options, int control,
                         int node) {
    if (!device.node.empty())
        options << (device.byPath ? QStringLiteral("device=") + QString::fromStdString(device.node)
                                  : QStringLiteral("descriptor=%1").arg(node));
    QStringList words;
    for (const std::string& word : device.arguments)
        words << QString::fromStdString(word);
    for (const QString& option : options)
        words << QStringLiteral("--option") << option;
    return words << QStringLiteral("--control") << QString::number(control);
}

// The device's node, opened as the terminal would; -1 when the host opens it itself.
Result<int> nodeOf(const link::HeldDevice& device) {
    if (device.node.empty() || device.byPath)
        return -1;
    const int node = ::open(device.node.c_str(), O_RDWR | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (node < 0)
        return Error(ErrorCode::DeviceRemoved, device.node);
    return node;
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

Result<std::unique_ptr<HostProcess>> HostProcess::start(const link::HeldDevice& device,
                                                        const More& more) {
    JIUJIN_TRY_ASSIGN(const int node, nodeOf(device));
    int ends[2] = {-1, -1};
    const bool paired = ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0;
    std::unique_ptr<HostProcess> host(new HostProcess(device.deviceClass, ends[0]));
    std::vector<int> inherited = more.inherited;
    inherited.insert(inherited.end(), {ends[1], node});
    if (paired)
        host->begin(
            QString::fromStdString(device.program),
            argumentsFor(device, more.options, ends[1], node),
            [inherited, device, self = ::getpid()] { becomeHost(inherited, device, self); });
    for (const int mine : {ends[1], node})
        if (mine >= 0)
            ::close(mine);
    if (!host->notifier_)
        return Error(ErrorCode::ProgramStart, device.program);
    return host;
}

HostProcess::HostProcess(std::string deviceClass, int control)
    : deviceClass_(std::move(deviceClass)), control_(control) {}

// What it logs is for the terminal's log; here its health says what is wrong.
void HostProcess::begin(const QString& program, const QStringList& words,
                        const std::function<void()>& beforeProgram) {
    process_.setStandardOutputFile(QProcess::nullDevice());
    process_.setStandardErrorFile(QProcess::nullDevice());
    process_.setChildProcessModifier(beforeProgram);
    process_.start(program, words);
    if (!process_.waitForStarted())
        return;
    notifier_ = std::make_unique<QSocketNotifier>(control_, QSocketNotifier::Read);
    QObject::connect(notifier_.get(), &QSocketNotifier::activated, [this] { hear(); });
}

HostProcess::~HostProcess() {
    notifier_.reset();
    node_.reset();
    pipe_.reset();
    if (control_ >= 0)
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
    pipe_ = std::make_unique<link::FrameSocket>(ends[0], maxFrame, [this](const QByteArray& body) {
        return drivers::deviceMaySend(deviceClass_,
                                      {reinterpret_cast<const std::uint8_t*>(body.constData()),
                                       static_cast<std::size_t>(body.size())});
    });
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

} // namespace jiujin::lent
