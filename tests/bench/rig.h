// What the figures of the wire share: a shipped platform of its own, a terminal enrolled there, and
// what the kernel says that a process has cost.
#pragma once

#include "app/terminal/keys/device_keys.h"
#include "app/terminal/outbox/outbox.h"
#include "tests/support/enrolment/enrolment_folder.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QProcess>

namespace jiujin::bench {

class SteadySystemClock : public Clock {
public:
    GradedTime wall() const override { return {SystemClock().wall().time, ClockGrade::Network}; }
    SteadyTime steady() const override { return SystemClock().steady(); }
};

double pssOf(qint64 pid); // kilobytes
double cpuOf(qint64 pid); // seconds, of all threads so far

template <typename Work>
double secondsOf(Work&& work) {
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}
// This process's time on the processors.
template <typename Work>
double cpuSecondsOf(Work&& work) {
    const double began = cpuOf(QCoreApplication::applicationPid());
    work();
    return cpuOf(QCoreApplication::applicationPid()) - began;
}

enum class Zones { Both, OpenAlone };

// Ends with the object.
class Platform {
public:
    // `limits` are lines for [limits] of platform.toml.
    Platform(const QString& program, const QString& folder, const QString& matters,
             Zones zones = Zones::Both, const QByteArray& limits = {});
    ~Platform();
    Platform(const Platform&) = delete;
    Platform& operator=(const Platform&) = delete;

    std::string terminal() const {
        return folder_.toStdString() + "/terminal";
    }                                              // what init gave it
    std::string center() const { return center_; } // keys and settings of the process
    std::string port() const { return port_; }
    std::string url() const { return "https://localhost:" + port_; }
    qint64 pid() const { return process_.processId(); }

private:
    QString folder_;
    std::string center_;
    QProcess process_;
    std::string port_;
};

struct Terminal {
    Terminal(const Platform& platform, const std::filesystem::path& folder, const Clock& clock);
    // What one filing has cost on the processors, in microseconds, medians of two hundred.
    struct Filing {
        double first = 0, last = 0;
    };
    // Files `count` sealed cases of about 2 KiB.
    Filing fill(const Platform& platform, std::size_t count);

    keys::DeviceKeys keys;
    std::unique_ptr<outbox::Outbox> outbox;
};

} // namespace jiujin::bench
