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

namespace jiujin::kit {

// Runs the event loop until it holds; false when it does not in time.
bool comes(const std::function<bool()>& what, std::chrono::milliseconds patience);

class HostProcess {
public:
    // ProgramStart; DeviceRemoved when its node cannot be opened.
    static Result<std::unique_ptr<HostProcess>> start(const link::HeldDevice& device);
    ~HostProcess();
    HostProcess(const HostProcess&) = delete;
    HostProcess& operator=(const HostProcess&) = delete;

    // The last that it said: "ok" or a code; empty before.
    const std::string& health() const { return health_; }
    const std::string& identity() const { return identity_; }
    // Begins a visit; once.
    QRemoteObjectNode& serve();
    bool running() const { return process_.state() != QProcess::NotRunning; }

private:
    HostProcess(const link::HeldDevice& device, int control, int hosts, int node);
    void hear();

    int control_;
    std::string health_, identity_;
    QProcess process_;
    std::unique_ptr<QSocketNotifier> notifier_;
    std::unique_ptr<link::FrameSocket> pipe_;
    std::unique_ptr<QRemoteObjectNode> node_;
};

} // namespace jiujin::kit
