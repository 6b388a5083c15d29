#include "tests/contract/support/driver_process.h"

#include "drivers/contract/host_link.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace jiujin;

namespace {

constexpr qint64 maxFrame = 1024 * 1024;

QString fromBuild(const char* path) {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) + QLatin1String(path);
}

void makePair(int type, int (&ends)[2]) {
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) != 0)
        qFatal("socketpair");
}

} // namespace

QString DriverProcess::testModules() {
    return fromBuild("/tests/modules");
}

QString DriverProcess::shippedModules() {
    return fromBuild("/modules");
}

DriverProcess::DriverProcess(const QString& module, const QStringList& options,
                             const QString& modules, std::optional<uint> user,
                             const QStringList& environment) {
    int ends[2];
    makePair(SOCK_SEQPACKET, ends);
    control_ = ends[0];
    QStringList words{QStringLiteral("--module"),  module,
                      QStringLiteral("--modules"), modules,
                      QStringLiteral("--control"), QString::number(ends[1])};
    for (const QString& option : options)
        words << QStringLiteral("--option") << option;
    process_.setEnvironment(QProcess::systemEnvironment() + environment);
    process_.setChildProcessModifier([inherited = ends[1], user] {
        ::fcntl(inherited, F_SETFD, 0);
        if (user && (::setgid(*user) != 0 || ::setuid(*user) != 0))
            ::_exit(126);
    });
    process_.setProcessChannelMode(QProcess::MergedChannels);
    process_.start(fromBuild("/bin/jiujin-driver-host"), words);
    process_.waitForStarted();
    ::close(ends[1]);
}

DriverProcess::~DriverProcess() {
    endVisit();
    closeControl();
    if (process_.state() != QProcess::NotRunning && !process_.waitForFinished(5000)) {
        process_.kill();
        process_.waitForFinished();
    }
}

QString DriverProcess::nextHealth(int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        pollfd watched{control_, POLLIN, 0};
        if (::poll(&watched, 1, std::max(0, milliseconds - int(timer.elapsed()))) <= 0)
            return {};
        const auto word = drivers::receiveHostWord(control_);
        if (!word.ok())
            return QString::fromStdString(word.error().text());
        if (word->kind == drivers::HostWord::Kind::Health)
            return QString::fromStdString(word->text);
        note(*word);
    }
}

void DriverProcess::note(const drivers::HostWord& word) {
    using Paper = drivers::PaperWord::Kind;
    if (word.kind == drivers::HostWord::Kind::Identity)
        identity_ = QString::fromStdString(word.text);
    if (word.kind != drivers::HostWord::Kind::Paper)
        return;
    paper_ += word.paper.kind == Paper::Begun ? QStringLiteral("begun")
              : word.paper.kind == Paper::Out ? QStringLiteral("out %1").arg(word.paper.sheets)
                                              : QStringLiteral("unknown");
}

QString DriverProcess::paper() {
    for (pollfd watched{control_, POLLIN, 0}; ::poll(&watched, 1, 0) > 0;) {
        const auto word = drivers::receiveHostWord(control_);
        if (!word.ok())
            break;
        note(*word);
    }
    return paper_.join(QStringLiteral(", "));
}

bool DriverProcess::healthBecomes(const QString& code, int milliseconds) {
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(milliseconds)) {
        const QString health = nextHealth(static_cast<int>(milliseconds - timer.elapsed()));
        if (health == code)
            return true;
        if (health.isEmpty() || health.contains(QLatin1Char(' ')))
            return false;
    }
    return false;
}

QRemoteObjectNode& DriverProcess::serve() {
    pipe_ = std::make_unique<link::FrameSocket>(serveRaw(), maxFrame);
    node_ = std::make_unique<QRemoteObjectNode>();
    node_->addClientSideConnection(pipe_.get());
    return *node_;
}

int DriverProcess::serveRaw() {
    int ends[2];
    makePair(SOCK_STREAM, ends);
    if (!drivers::sendServe(control_, ends[1]).ok())
        qFatal("sendServe");
    return ends[0];
}

void DriverProcess::endVisit() {
    node_.reset();
    pipe_.reset();
}

void DriverProcess::closeControl() {
    if (control_ >= 0)
        ::close(control_);
    control_ = -1;
}

bool DriverProcess::ended(int milliseconds) {
    return process_.state() == QProcess::NotRunning || process_.waitForFinished(milliseconds);
}
