// The card reader, at the other end of a socket that the supervisor handed down.
#pragma once

#include "app/link/frame_socket.h"
#include "app/visit/journey/journey.h"
#include "app/visit/ports/values.h"

#include <QtRemoteObjects/QRemoteObjectNode>

#include <memory>

namespace jiujin::ports {

class ReplicaCardReader : public QObject, public journey::CardReader {
    Q_OBJECT
public:
    explicit ReplicaCardReader(int socket);

    // Answers go to the journey from now on.
    void attach(journey::Journey& journey);

    void read(std::uint32_t call) override;
    void cancel(std::uint32_t call) override;

private:
    link::FrameSocket socket_;
    QRemoteObjectNode node_;
    std::unique_ptr<IdCardReplica> replica_;
    std::optional<std::uint32_t> waiting_; // asked before the driver was there
};

} // namespace jiujin::ports
