// A driver host on a device that jiujin-terminal has lent, started as the terminal would, with this
// program as its supervisor and its visit.
#pragma once

#include "app/link/frame_socket.h"
#include "app/link/held_device.h"

#include <QtCore/QProcess>
#include <QtCore/QSocketNotifier>
#include <QtRemoteObjects/QRemoteObjectNode>

#include <chrono>
#include <functional>
#include <memory>

namespace jiujin::lent {

// Runs the event loop until it holds; false when it does not in time.
bool comes(const std::function<bool()>& what, std::chrono::milliseconds patience);

// Beside what the device is started with: options of its module ("key=value"), and the descriptors
// that they name, which stay the caller's.
struct More {
    QStringList options;
    std::vector<int> inherited;
};

class HostProcess {
public:
    // ProgramStart; DeviceRemoved when its node cannot be opened.
    static Result<std::unique_ptr<HostProcess>> start(const link::HeldDevice& device,
                                                      const More& more = {});
    // Ends it, and waits until it has ended.
    ~HostProcess();
    HostProcess(const HostProcess&) = delete;
    HostProcess& operator=(const HostProcess&) = delete;

    // The last that it said: "ok" or a code; empty before.
    const std::string& health() const { return health_; }
    const std::string& identity() const { return identity_; }
    // Begins a visit; once. The host is believed nothing but the few words of its class.
    QRemoteObjectNode& serve();
    bool running() const { return process_.state() != QProcess::NotRunning; }

private:
    HostProcess(std::string deviceClass, int control);
    void begin(const QString& program, const QStringList& words,
               const std::function<void()>& beforeProgram);
    void hear();

    const std::string deviceClass_;
    const int control_;
    std::string health_, identity_;
    QProcess process_;
    std::unique_ptr<QSocketNotifier> notifier_;
    std::unique_ptr<link::FrameSocket> pipe_;
    std::unique_ptr<QRemoteObjectNode> node_;
};

} // namespace jiujin::lent
