#include "tests/contract/support/preload.h"

#include <QtCore/QFile>

QString preloadOfUmockdev() {
    QFile maps(QStringLiteral("/proc/self/maps"));
    QString libraries;
    if (maps.open(QIODevice::ReadOnly))
        for (const QByteArray& line : maps.readAll().split('\n'))
            if (const qsizetype path = line.indexOf('/');
                path >= 0 && (line.contains("/libasan.so") || line.contains("/libtsan.so")) &&
                !libraries.contains(QString::fromLocal8Bit(line.mid(path))))
                libraries += QString::fromLocal8Bit(line.mid(path)) + QLatin1Char(' ');
    return QStringLiteral("LD_PRELOAD=") + libraries + QStringLiteral("libumockdev-preload.so.0");
}
