// The printer, at the other end of a socket that the supervisor handed down.
#pragma once

#include "app/link/frame_socket.h"
#include "app/visit/journey/journey.h"
#include "app/visit/ports/values.h"

#include <QtRemoteObjects/QRemoteObjectNode>

#include <memory>

namespace jiujin::ports {

class ReplicaPrinter : public QObject, public journey::Printer {
    Q_OBJECT
public:
    explicit ReplicaPrinter(int socket);

    void attach(journey::Journey& journey);

    void askStatus() override;
    void print(std::uint32_t call, Bytes pdf) override;

private:
    link::FrameSocket socket_;
    QRemoteObjectNode node_;
    std::unique_ptr<PrinterReplica> replica_;
    std::optional<std::uint32_t> printing_;
    bool gone_ = false;
    std::function<void(std::uint32_t, ErrorCode, bool)> failed_ = [](auto, auto, auto) {
    };
};

} // namespace jiujin::ports
