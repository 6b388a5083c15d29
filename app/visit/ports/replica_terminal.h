// jiujin-terminal, at the other end of the socket that this process was started with.
#pragma once

#include "app/link/frame_socket.h"
#include "app/visit/journey/journey.h"
#include "app/visit/ports/values.h"

#include <QtRemoteObjects/QRemoteObjectNode>

#include <memory>

namespace jiujin::ports {

class ReplicaTerminal : public QObject, public journey::Terminal {
    Q_OBJECT
public:
    explicit ReplicaTerminal(int socket);

    void attach(journey::Journey& journey);

    void reserve(std::uint32_t call) override;
    void put(std::uint32_t call, const std::string& coreHeader, const Bytes& sealed) override;
    void askStatus() override;
    void inUse(bool busy) override;

    // What the operator's desk says goes over it too.
    TerminalReplica& replica() { return *replica_; }

    // How far this process is.
    void tellStandingBy();
    void tellFirstFrame();
    void tellFinished();

signals:
    // The link works: the supervisor may be told.
    void ready();
    void takenOver();
    void retired();
    // The supervisor is gone: this process has no reason to live.
    void lost();

private:
    link::FrameSocket socket_;
    QRemoteObjectNode node_;
    std::unique_ptr<TerminalReplica> replica_;
};

} // namespace jiujin::ports
