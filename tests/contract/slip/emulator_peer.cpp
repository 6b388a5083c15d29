#include "tests/contract/slip/emulator_peer.h"

#include "tests/contract/support/preload.h"

#include <fcntl.h>
#include <unistd.h>

namespace {

EmulatorPeer::Way wayNamed(const QByteArray& name) {
    return name == "usb"      ? EmulatorPeer::Way::Usb
           : name == "device" ? EmulatorPeer::Way::Device
                              : EmulatorPeer::Way::Tcp;
}

} // namespace

EmulatorPeer::EmulatorPeer(int columns) : EmulatorPeer(wayNamed(qgetenv("JIUJIN_SLIP")), columns) {}

EmulatorPeer::EmulatorPeer(Way way, int columns) : way_(way), columns_(columns) {
    QStringList words{QStringLiteral("--tickets"), folder_.path(), QStringLiteral("--columns"),
                      QString::number(columns)};
    if (way == Way::Usb) {
        words << QStringLiteral("--usb");
        // The pretended bus lies there, and goes with the folder whatever becomes of the emulator.
        emulator_.setEnvironment(QProcess::systemEnvironment()
                                 << preloadOfUmockdev()
                                 << QStringLiteral("TMPDIR=") + folder_.path());
    } else if (way != Way::Tcp) {
        words << QStringLiteral("--link") << folder_.filePath(QStringLiteral("lp0"));
    }
    emulator_.setStandardErrorFile(QProcess::nullDevice());
    emulator_.start(QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) +
                        QStringLiteral("/tests/bin/escpos-emulator"),
                    words);
    while (lines("ready ").isEmpty())
        if (!emulator_.waitForReadyRead(30000))
            qFatal("escpos-emulator");
    const QList<QByteArray> ready = lines("ready ").first().split(' ');
    root_ = ready.first();
    where_ = ready.last();
    if (way == Way::Inherited)
        opened_ = ::open(where_.constData(), O_RDWR | O_NOCTTY);
}

EmulatorPeer::~EmulatorPeer() {
    if (opened_ >= 0)
        ::close(opened_);
    emulator_.closeWriteChannel();
    if (!emulator_.waitForFinished(5000))
        emulator_.kill();
}

QStringList EmulatorPeer::options() const {
    return {opened_ < 0 ? QStringLiteral("device=") + QString::fromLatin1(where_)
                        : QStringLiteral("descriptor=") + QString::number(opened_),
            QStringLiteral("columns=") + QString::number(columns_)};
}

QStringList EmulatorPeer::environment() const {
    if (way_ != Way::Usb)
        return {};
    return {preloadOfUmockdev(), QStringLiteral("UMOCKDEV_DIR=") + QString::fromLatin1(root_)};
}

QList<QByteArray> EmulatorPeer::lines(const QByteArray& begin) {
    said_ += emulator_.readAllStandardOutput();
    QList<QByteArray> found;
    for (const QByteArray& line : said_.left(said_.lastIndexOf('\n') + 1).split('\n'))
        if (line.startsWith(begin))
            found.append(line.mid(begin.size()));
    return found;
}

QByteArray EmulatorPeer::say(const QByteArray& command) {
    const QByteArray ok = "ok " + command;
    const qsizetype before = lines(ok).size();
    emulator_.write(command + '\n');
    while (lines(ok).size() == before)
        if (!lines("unknown " + command).isEmpty() || !emulator_.waitForReadyRead(10000))
            return {};
    return ok + lines(ok).last();
}

bool EmulatorPeer::hands(const QByteArray& command) {
    return !say(command).isEmpty();
}

QStringList EmulatorPeer::tickets() {
    QStringList paths;
    for (const QByteArray& line : lines("ticket "))
        paths.append(QString::fromLocal8Bit(line.left(line.indexOf(" unknown="))));
    return paths;
}

QStringList EmulatorPeer::unknown() {
    const auto all = lines("ticket ");
    const QByteArray last = all.isEmpty() ? QByteArray() : all.last();
    const QByteArray names = last.mid(last.indexOf(" unknown=") + 9);
    return names.isEmpty() ? QStringList() : QString::fromLatin1(names).split(QLatin1Char(','));
}

int EmulatorPeer::count(const QByteArray& what) {
    const QByteArray line = say("count") + ' ';
    const qsizetype at = line.indexOf(what + '=') + what.size() + 1;
    return line.mid(at, line.indexOf(' ', at) - at).toInt();
}

// umockdev has poll(2) return at once for a device.
int EmulatorPeer::wakeUpsASecond() const {
    return way_ == Way::Usb ? 0 : 5;
}
