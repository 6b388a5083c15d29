// What a visit sees of its devices, and where the host program of these tests is.
#pragma once

#include "app/terminal/devices/visit_devices.h"
#include "drivers/contract/device_line.h"

#include <QtCore/QByteArray>
#include <QtCore/QCoreApplication>
#include <QtCore/QString>

#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace jiujin::devicetest {

inline QString hostFile() {
    return QCoreApplication::applicationDirPath() + QStringLiteral("/test-fake_host");
}

// The visit's end of the line that brings devices.
class Visit {
public:
    Visit() {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
            qFatal("socketpair");
        line = std::make_shared<devices::VisitDevices>(ends[0]);
        here_ = ends[1];
    }
    ~Visit() { ::close(here_); }

    // The last that it was told: "at idcard", "lost JJ-3102".
    QString last() {
        while (const auto word = drivers::receiveDeviceWord(here_))
            hear(*word);
        return last_;
    }
    std::shared_ptr<devices::VisitDevices> line;
    qint64 pid = 0; // of the host that greeted last

private:
    void hear(const drivers::DeviceWord& word) {
        if (word.socket < 0) {
            const std::string_view code = codeOf(word.cause);
            last_ = QStringLiteral("lost ") + QLatin1String(code.data(), qsizetype(code.size()));
            return;
        }
        char greeting[64] = {};
        const ssize_t got = ::read(word.socket, greeting, sizeof greeting - 1);
        pid = QByteArray(greeting, std::max<ssize_t>(got, 0)).mid(5).trimmed().toLongLong();
        sockets_.push_back(word.socket);
        last_ = QStringLiteral("at ") + QString::fromStdString(word.deviceClass);
    }

    int here_ = -1;
    QString last_;
    std::vector<int> sockets_; // stay open: a host goes with its visit
};

} // namespace jiujin::devicetest
