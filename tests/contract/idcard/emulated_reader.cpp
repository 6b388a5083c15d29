#include "tests/contract/idcard/emulated_reader.h"

#include "tests/contract/idcard/pipe_reader.h"
#include "tests/contract/support/driver_process.h"
#include "tests/contract/support/preload.h"

namespace {

QString fromBuild(const char* path) {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) + QLatin1String(path);
}

} // namespace

std::unique_ptr<ReaderPeer> ReaderPeer::named() {
    const QByteArray name = qgetenv("JIUJIN_READER");
    if (name == "sim")
        return std::make_unique<SimulatedReader>();
    if (name == "template")
        return std::make_unique<TemplateReader>();
    const auto at = name == "usb-split"   ? EmulatedReader::At::UsbSplit
                    : name == "usb-whole" ? EmulatedReader::At::UsbWhole
                                          : EmulatedReader::At::Serial;
    return std::make_unique<EmulatedReader>(at);
}

QString ReaderPeer::modules() const {
    return DriverProcess::shippedModules();
}

EmulatedReader::EmulatedReader(At at) : at_(at) {
    QStringList words{QStringLiteral("--persons"),
                      QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
                          QLatin1String("/tests/data/persons.json"),
                      QStringLiteral("--stdin")};
    if (at_ == At::Serial) {
        words << QStringLiteral("--link") << folder_.filePath(QStringLiteral("reader"));
    } else {
        words << QStringLiteral("--usb")
              << (at_ == At::UsbSplit ? QStringLiteral("split") : QStringLiteral("whole"));
        // The pretended bus lies there, and goes with the folder whatever becomes of the emulator.
        emulator_.setEnvironment(QProcess::systemEnvironment()
                                 << preloadOfUmockdev()
                                 << QStringLiteral("TMPDIR=") + folder_.path());
    }
    emulator_.start(fromBuild("/tests/bin/samv-emulator"), words);
    while (!said_.contains('\n'))
        if (!emulator_.waitForReadyRead(10000))
            qFatal("samv-emulator");
        else
            said_ += emulator_.readAllStandardOutput();
    const QStringList ready = QString::fromLocal8Bit(said_).trimmed().split(QLatin1Char(' '));
    root_ = ready.at(1);
    device_ = ready.last();
}

EmulatedReader::~EmulatedReader() {
    emulator_.closeWriteChannel();
    if (!emulator_.waitForFinished(5000)) {
        emulator_.kill();
        emulator_.waitForFinished();
    }
}

QStringList EmulatedReader::options() const {
    return {QStringLiteral("device=") + device_};
}

QStringList EmulatedReader::environment() const {
    if (at_ == At::Serial)
        return {};
    return {preloadOfUmockdev(), QStringLiteral("UMOCKDEV_DIR=") + root_};
}

bool EmulatedReader::hands(const QByteArray& command) {
    const qsizetype before = said_.size();
    emulator_.write(command + '\n');
    const QByteArray expected = "ok " + command + '\n';
    while (!said_.mid(before).contains(expected)) {
        if (!emulator_.waitForReadyRead(5000))
            return false;
        said_ += emulator_.readAllStandardOutput();
    }
    return true;
}

QList<qint64> EmulatedReader::requestTimes(const QByteArray& kind) {
    said_ += emulator_.readAllStandardOutput();
    QList<qint64> times;
    for (const QByteArray& line : said_.split('\n'))
        if (line.startsWith("request " + kind + ' '))
            times.append(line.split(' ').at(2).toLongLong());
    return times;
}

long EmulatedReader::transfers() {
    if (!hands("transfers"))
        return -1;
    const qsizetype last = said_.lastIndexOf("transfers ", said_.lastIndexOf("ok transfers") - 1);
    return said_.mid(last + 10, said_.indexOf('\n', last) - last - 10).toLong();
}

// Five finds a second. On a line each is a request and an answer. On USB each is a request, an
// answer, and a look whether something old lies there, each times the number of pipes.
int EmulatedReader::transfersASecond() const {
    constexpr int finds = 5;
    switch (at_) {
    case At::Serial:
        return 2 * finds;
    case At::UsbWhole:
        return 3 * finds;
    case At::UsbSplit:
        return 6 * finds;
    }
    return 0;
}

// umockdev answers each ioctl through a socket, and has poll(2) return at once.
int EmulatedReader::wakeUpsASecond() const {
    return at_ == At::Serial ? 60 : 0;
}
