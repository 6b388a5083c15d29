#include "tests/contract/idcard/reader_rig.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

namespace {

QString fromBuild(const char* path) {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_BINARY_DIR")) + QLatin1String(path);
}
QString persons() {
    return QString::fromLocal8Bit(qgetenv("JIUJIN_SOURCE_DIR")) +
           QLatin1String("/tests/data/persons.json");
}

} // namespace

ReaderRig::ReaderRig() {
    emulator_.start(fromBuild("/tests/bin/samv-emulator"),
                    {QStringLiteral("--link"), folder_.filePath(QStringLiteral("reader")),
                     QStringLiteral("--persons"), persons(), QStringLiteral("--stdin")});
    if (!emulator_.waitForStarted() || !emulator_.waitForReadyRead())
        qFatal("samv-emulator");
    said_ = emulator_.readAllStandardOutput();
}

ReaderRig::~ReaderRig() {
    emulator_.closeWriteChannel();
    if (!emulator_.waitForFinished(5000))
        emulator_.kill();
}

DriverProcess& ReaderRig::start() {
    replica_.reset();
    answers_.clear();
    presences_.clear();
    host_ = std::make_unique<DriverProcess>(
        QStringLiteral("idcard-samv"),
        QStringList{QStringLiteral("device=") + folder_.filePath(QStringLiteral("reader"))});
    return *host_;
}

bool ReaderRig::begin() {
    if (!start().healthBecomes(QStringLiteral("ok")))
        return false;
    replica_.reset(host_->serve().acquire<IdCardReplica>());
    QObject::connect(replica_.get(), &IdCardReplica::cardRead, replica_.get(),
                     [this](quint32 call, const CardRead& card) {
                         answers_.append({call, card, {}, -1});
                     });
    QObject::connect(replica_.get(), &IdCardReplica::failed, replica_.get(),
                     [this](quint32 call, const jiujin::drivers::DeviceFault& fault) {
                         answers_.append({call, std::nullopt, fault.code, fault.kind});
                     });
    QObject::connect(replica_.get(), &IdCardReplica::presence, replica_.get(),
                     [this](int state) { presences_.append(state); });
    QObject::connect(replica_.get(), &IdCardReplica::overwritten, replica_.get(),
                     [this] { ++overwritten_; });
    return replica_->waitForSource(5000);
}

bool ReaderRig::hands(const QByteArray& command) {
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

quint32 ReaderRig::ask() {
    replica_->read(++calls_);
    return calls_;
}

std::optional<ReaderRig::Answer> ReaderRig::answer(int milliseconds) {
    if (!QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds))
        return std::nullopt;
    return answers_.takeFirst();
}

bool ReaderRig::silentFor(int milliseconds) {
    return !QTest::qWaitFor([this] { return !answers_.isEmpty(); }, milliseconds);
}

bool ReaderRig::overwrittenComes() {
    return QTest::qWaitFor([this] { return overwritten_ > 0; });
}

bool ReaderRig::presenceBecomes(jiujin::drivers::Presence presence) {
    return QTest::qWaitFor(
        [&] { return !presences_.isEmpty() && presences_.last() == static_cast<int>(presence); });
}

QList<qint64> ReaderRig::requestTimes(const QByteArray& kind) {
    said_ += emulator_.readAllStandardOutput();
    QList<qint64> times;
    for (const QByteArray& line : said_.split('\n'))
        if (line.startsWith("request " + kind + ' '))
            times.append(line.split(' ').at(2).toLongLong());
    return times;
}

QJsonObject ReaderRig::person(const QString& id) {
    QFile file(persons());
    if (!file.open(QIODevice::ReadOnly))
        qFatal("persons.json");
    for (const auto& each : QJsonDocument::fromJson(file.readAll()).array())
        if (each.toObject().value(QStringLiteral("id")).toString() == id)
            return each.toObject();
    return {};
}
