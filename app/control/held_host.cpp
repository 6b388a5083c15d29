#include "app/control/held_host.h"

#include "drivers/contract/device_frames.h"
#include "drivers/contract/host_link.h"

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace jiujin::control {

namespace {

using namespace std::chrono;

constexpr qint64 longestFrame = 1024LL * 1024;
constexpr int untilEnded = 5000; // milliseconds

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

QStringList argumentsOf(const link::HeldDevice& device, QStringList options, int control) {
    QStringList words;
    for (const std::string& word : device.arguments)
        words << QString::fromStdString(word);
    for (const QString& option : options)
        words << QStringLiteral("--option") << option;
    return words << QStringLiteral("--control") << QString::number(control);
}

// The device's node, opened as the terminal would; nothing when the host opens it itself.
Result<int> nodeOf(const link::HeldDevice& device) {
    if (device.node.empty() || device.byPath)
        return -1;
    const int node = ::open(device.node.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (node < 0)
        return Error(ErrorCode::DeviceRemoved, device.node);
    return node;
}

} // namespace

Result<std::unique_ptr<HeldHost>> HeldHost::start(const link::HeldDevice& device,
                                                  const QStringList& options,
                                                  std::vector<int> inherited) {
    std::unique_ptr<HeldHost> host(new HeldHost(device.deviceClass));
    JIUJIN_TRY_ASSIGN(const int node, nodeOf(device));
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return Error(ErrorCode::ProgramStart, device.program);
    host->control_ = ends[0];
    QStringList all = options;
    if (node >= 0)
        all << QStringLiteral("descriptor=%1").arg(node);
    else if (!device.node.empty())
        all << QStringLiteral("device=") + QString::fromStdString(device.node);
    inherited.insert(inherited.end(), {ends[1], node});
    // What it logs is for the terminal's log; here its health says what is wrong.
    host->process_.setStandardOutputFile(QProcess::nullDevice());
    host->process_.setStandardErrorFile(QProcess::nullDevice());
    host->process_.setChildProcessModifier(
        [inherited, device, self = ::getpid()] { becomeHost(inherited, device, self); });
    host->process_.start(QString::fromStdString(device.program), argumentsOf(device, all, ends[1]));
    const bool started = host->process_.waitForStarted();
    ::close(ends[1]);
    if (node >= 0)
        ::close(node);
    if (!started)
        return Error(ErrorCode::ProgramStart, device.program);
    return host;
}

HeldHost::~HeldHost() {
    node_.reset();
    pipe_.reset();
    if (control_ >= 0)
        ::close(control_);
    if (process_.state() != QProcess::NotRunning && !process_.waitForFinished(untilEnded)) {
        process_.kill();
        process_.waitForFinished();
    }
}

Result<void> HeldHost::ready(milliseconds patience) {
    const auto until = steady_clock::now() + patience;
    Error last(ErrorCode::DeviceTimeout, "the driver host says nothing");
    for (;;) {
        const auto left = ceil<milliseconds>(until - steady_clock::now());
        pollfd watched{control_, POLLIN, 0};
        if (left <= 0ms || ::poll(&watched, 1, static_cast<int>(left.count())) == 0)
            return last;
        const auto word = drivers::receiveHostWord(control_);
        if (!word.ok())
            return last;
        if (word->kind != drivers::HostWord::Kind::Health)
            continue;
        if (word->text == "ok")
            return {};
        ErrorCode code{};
        if (errorFromCode(word->text, code))
            last = Error(code, "the driver host");
    }
}

Result<QRemoteObjectNode*> HeldHost::serve() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return Error(ErrorCode::ProgramStart, "socketpair");
    pipe_ =
        std::make_unique<link::FrameSocket>(ends[0], longestFrame, [this](const QByteArray& body) {
            return drivers::deviceMaySend(deviceClass_,
                                          {reinterpret_cast<const std::uint8_t*>(body.constData()),
                                           static_cast<std::size_t>(body.size())});
        });
    node_ = std::make_unique<QRemoteObjectNode>();
    node_->addClientSideConnection(pipe_.get());
    JIUJIN_TRY(drivers::sendServe(control_, ends[1]));
    return node_.get();
}

} // namespace jiujin::control
