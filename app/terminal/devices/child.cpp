#include "app/terminal/devices/child.h"

#include <QtCore/QTimer>

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace jiujin::devices {

namespace {

// What a screen, a language and a print queue need; nothing else of this process's surroundings.
QProcessEnvironment knownEnvironment() {
    const QStringList names = {QStringLiteral("DISPLAY"),
                               QStringLiteral("WAYLAND_DISPLAY"),
                               QStringLiteral("XDG_RUNTIME_DIR"),
                               QStringLiteral("XDG_SESSION_TYPE"),
                               QStringLiteral("XAUTHORITY"),
                               QStringLiteral("LANG"),
                               QStringLiteral("LANGUAGE"),
                               QStringLiteral("TZ"),
                               QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                               QStringLiteral("AT_SPI_BUS_ADDRESS"),
                               QStringLiteral("CUPS_SERVER")};
    const auto own = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment known;
    for (const QString& name : own.keys())
        if (names.contains(name) || name.startsWith(QLatin1String("QT_")) ||
            name.startsWith(QLatin1String("LC_")))
            known.insert(name, own.value(name));
    return known;
}

// Between fork and exec: nothing here may allocate.
void becomeChild(const std::vector<int>& descriptors, const Program& program, pid_t parent) {
    for (const int descriptor : descriptors)
        ::fcntl(descriptor, F_SETFD, 0);
    ::signal(SIGPIPE, SIG_DFL);
    if (program.user && ::geteuid() == 0 && *program.user != 0 &&
        (::setgroups(program.groups.size(), program.groups.data()) != 0 ||
         ::setgid(*program.user) != 0 || ::setuid(*program.user) != 0))
        ::_exit(126);
    // After setuid, which clears it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(126);
}

} // namespace

Child::Child(const Program& program, const std::vector<int>& descriptors, QObject* parent)
    : QObject(parent) {
    process_.setProcessChannelMode(QProcess::ForwardedChannels);
    process_.setInputChannelMode(QProcess::ManagedInputChannel);
    process_.setProcessEnvironment(knownEnvironment());
    process_.setChildProcessModifier(
        [descriptors, program, self = ::getpid()] { becomeChild(descriptors, program, self); });
    const auto tell = [this] {
        if (!told_)
            QMetaObject::invokeMethod(this, &Child::ended, Qt::QueuedConnection);
        told_ = true;
    };
    connect(&process_, &QProcess::finished, this, tell);
    connect(&process_, &QProcess::errorOccurred, this, [tell](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            tell();
    });
    started_.start();
    process_.start(program.file, program.arguments);
    process_.closeWriteChannel();
}

Child::~Child() {
    process_.disconnect(this);
    if (running()) {
        process_.kill();
        process_.waitForFinished();
    }
}

std::chrono::milliseconds Child::lived() const {
    return std::chrono::milliseconds(started_.elapsed());
}

bool Child::endedCleanly() const {
    return !running() && process_.error() != QProcess::FailedToStart &&
           process_.exitStatus() == QProcess::NormalExit && process_.exitCode() == 0;
}

void Child::killAfter(std::chrono::milliseconds patience) {
    QTimer::singleShot(patience, &process_, &QProcess::kill);
}

} // namespace jiujin::devices
