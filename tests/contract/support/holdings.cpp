#include "tests/contract/support/holdings.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The number behind `name:` in a status file of /proc.
long numberIn(const QString& path, const QByteArray& name) {
    for (const QByteArray& line : contentOf(path).split('\n'))
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).simplified().split(' ').first().toLong();
    return -1;
}

} // namespace

Holdings holdingsOf(qint64 process) {
    const QString folder = QStringLiteral("/proc/%1").arg(process);
    const QDir descriptors(folder + QStringLiteral("/fd"));
    const auto count =
        descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    return {numberIn(folder + QStringLiteral("/status"), "RssAnon"),
            numberIn(folder + QStringLiteral("/status"), "Threads"),
            descriptors.isReadable() ? static_cast<long>(count.size()) : -1};
}

long wakeUpsOf(qint64 process) {
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(process));
    long sum = 0;
    for (const QString& task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        sum +=
            numberIn(tasks.filePath(task) + QStringLiteral("/status"), "voluntary_ctxt_switches");
    return sum;
}

int cyclesWanted() {
    const int wanted = qEnvironmentVariableIntValue("JIUJIN_CYCLES");
    return wanted > 0 ? wanted : 50;
}
