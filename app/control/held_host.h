// A driver host that this program starts on a device that it holds, just as jiujin-terminal would,
// and whose one visit it is. Needs a running event loop to be heard.
#pragma once

#include "app/link/frame_socket.h"
#include "app/link/held_device.h"

#include <QtCore/QProcess>
#include <QtRemoteObjects/QRemoteObjectNode>

#include <memory>

namespace jiujin::control {

class HeldHost {
public:
    // options: "key=value", beside those of the device; they name `inherited`, which stay the
    // caller's. DeviceRemoved when the device's node cannot be opened, ProgramStart.
    static Result<std::unique_ptr<HeldHost>>
    start(const link::HeldDevice& device, const QStringList& options, std::vector<int> inherited);
    // Ends it, and waits until it has ended.
    ~HeldHost();
    HeldHost(const HeldHost&) = delete;
    HeldHost& operator=(const HeldHost&) = delete;

    // Waits until it has the device: the last error that it says instead, DeviceTimeout.
    Result<void> ready(std::chrono::milliseconds patience);
    // Once: the node of the visit, from which replicas are acquired. The host is believed nothing
    // but the few words of its class.
    Result<QRemoteObjectNode*> serve();

private:
    explicit HeldHost(std::string deviceClass) : deviceClass_(std::move(deviceClass)) {}

    std::string deviceClass_;
    QProcess process_;
    int control_ = -1;
    std::unique_ptr<link::FrameSocket> pipe_;
    std::unique_ptr<QRemoteObjectNode> node_;
};

} // namespace jiujin::control
