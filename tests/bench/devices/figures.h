// What the figures of the devices share: medians, clocks and the memory of a driver host.
#pragma once

#include <QtCore/QFile>

#include <algorithm>
#include <chrono>
#include <vector>

namespace jiujin::bench {

using Clock = std::chrono::steady_clock;

inline double milliseconds(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

inline double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// Kilobytes that a process has written to and shares with nobody; 0 where nobody may look: a host
// lets only root see its memory.
inline double privateDirtyOf(qint64 pid) {
    QFile rollup(QStringLiteral("/proc/%1/smaps_rollup").arg(pid));
    if (!rollup.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : rollup.readAll().split('\n'))
        if (line.startsWith("Private_Dirty:"))
            return line.simplified().split(' ').value(1).toDouble();
    return 0;
}

} // namespace jiujin::bench
