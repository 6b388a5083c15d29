// A device of the visit, at the other end of a socket that the supervisor hands over, and hands
// over anew whenever the device's program had to be started again.
#pragma once

#include "app/link/frame_socket.h"
#include "app/visit/journey/ports.h"
#include "drivers/contract/device_frames.h"

#include <QtRemoteObjects/QRemoteObjectNode>

#include <memory>

namespace jiujin::ports {

class DevicePort {
public:
    virtual ~DevicePort() = default;
    // Takes `socket`, in place of the one before.
    virtual void connectTo(int socket) = 0;
    // It is known why the device is not there.
    virtual void lost(const journey::DeviceLoss& loss) = 0;
};

// One socket and what is remoted over it. The device's program is believed nothing but the few
// words of its class: it sees cards of strangers.
template <typename Replica>
class DeviceSocket : public QObject {
public:
    static constexpr qint64 maxFrame = 1024L * 1024;

    DeviceSocket(int socket, std::string_view deviceClass)
        : pipe(socket, maxFrame, [deviceClass](const QByteArray& body) {
              return drivers::deviceMaySend(
                  deviceClass, {reinterpret_cast<const std::uint8_t*>(body.constData()),
                                static_cast<std::size_t>(body.size())});
          }) {
        node.addClientSideConnection(&pipe);
        replica.reset(node.acquire<Replica>());
    }

    // Nothing of it reaches `listener` any more.
    void unhear(const QObject* listener) {
        pipe.disconnect(listener);
        replica->disconnect(listener);
    }

    link::FrameSocket pipe;
    QRemoteObjectNode node;
    std::unique_ptr<Replica> replica;
};

// It goes, once nobody stands in one of its signals.
template <typename Replica>
void letGo(std::unique_ptr<DeviceSocket<Replica>>& socket, const QObject* listener) {
    if (!socket)
        return;
    socket->unhear(listener);
    socket.release()->deleteLater();
}

} // namespace jiujin::ports
