#include "tests/bench/devices/emulated_line.h"

#include <utility>

namespace jiujin::bench {

namespace {

constexpr int patience = 10'000;

} // namespace

EmulatedLine::EmulatedLine(const QString& program, const QString& persons, int rate) {
    process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process_.start(program, {QStringLiteral("--link"), path(), QStringLiteral("--persons"), persons,
                             QStringLiteral("--stdin")});
    hands("baud " + QByteArray::number(rate));
    hands("trace on");
}

EmulatedLine::~EmulatedLine() {
    process_.closeWriteChannel();
    if (!process_.waitForFinished(patience))
        process_.kill();
}

QString EmulatedLine::path() const {
    return folder_.filePath(QStringLiteral("reader"));
}

void EmulatedLine::hands(const QByteArray& command) {
    process_.write(command + '\n');
    for (answer_.clear(); answer_ != "ok " + command; hear())
        if (!process_.waitForReadyRead(patience))
            qFatal("samv-emulator did not obey %s", command.constData());
}

std::vector<EmulatedLine::Request> EmulatedLine::requests() {
    hands("trace on");
    return std::exchange(requests_, {});
}

void EmulatedLine::hear() {
    heard_ += process_.readAllStandardOutput();
    for (qsizetype end = heard_.indexOf('\n'); end >= 0; end = heard_.indexOf('\n')) {
        take(heard_.left(end));
        heard_.remove(0, end + 1);
    }
}

void EmulatedLine::take(const QByteArray& line) {
    const QList<QByteArray> words = line.split(' ');
    if (words[0] == "request")
        requests_.push_back({words.value(1), words.value(2).toLongLong()});
    else
        answer_ = line;
}

} // namespace jiujin::bench
