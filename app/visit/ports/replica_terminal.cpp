#include "app/visit/ports/replica_terminal.h"

namespace jiujin::ports {

namespace {

constexpr qint64 maxFrame = 1024L * 1024;

} // namespace

ReplicaTerminal::ReplicaTerminal(int socket) : socket_(socket, maxFrame) {
    connect(&socket_, &link::FrameSocket::disconnected, this, &ReplicaTerminal::lost);
    node_.addClientSideConnection(&socket_);
    replica_.reset(node_.acquire<TerminalReplica>());
    connect(replica_.get(), &TerminalReplica::initialized, this, &ReplicaTerminal::ready);
    connect(replica_.get(), &TerminalReplica::retire, this, &ReplicaTerminal::retired);
}

void ReplicaTerminal::attach(journey::Journey& journey) {
    connect(replica_.get(), &TerminalReplica::takeover, this,
            [this, &journey](bool wasLost, const LinkReceipt& left) {
                const auto receipt = receiptOf(left);
                journey.takeOver(wasLost, receipt.ok() ? std::optional(*receipt) : std::nullopt);
                emit takenOver();
            });
    connect(replica_.get(), &TerminalReplica::reserved, this,
            [&journey](quint32 call, const LinkReservation& reservation) {
                journey.filingDesk().reserved(call, reservationOf(reservation));
            });
    connect(replica_.get(), &TerminalReplica::stored, this,
            [&journey](quint32 call, const LinkReceipt& given) {
                // Without a receipt that can be read the case is still asked for again.
                if (const auto receipt = receiptOf(given); receipt.ok())
                    journey.filingDesk().stored(call, *receipt);
            });
    connect(replica_.get(), &TerminalReplica::refused, this,
            [&journey](quint32 call, const QString& code) {
                journey.filingDesk().refused(call, errorOf(code, ErrorCode::OutOfService));
            });
    connect(replica_.get(), &TerminalReplica::status, this,
            [&journey](const LinkStatus& status) { journey.status(statusOf(status)); });
}

void ReplicaTerminal::reserve(std::uint32_t call) {
    replica_->reserve(call);
}

void ReplicaTerminal::put(std::uint32_t call, const std::string& coreHeader, const Bytes& sealed) {
    replica_->put(call, QByteArray::fromStdString(coreHeader),
                  QByteArray(reinterpret_cast<const char*>(sealed.data()),
                             static_cast<qsizetype>(sealed.size())));
}

void ReplicaTerminal::askStatus() {
    replica_->askStatus();
}

void ReplicaTerminal::inUse(bool busy) {
    replica_->inUse(busy);
}

void ReplicaTerminal::tellStandingBy() {
    replica_->standingBy();
}

void ReplicaTerminal::tellFirstFrame() {
    replica_->firstFrame();
}

void ReplicaTerminal::tellFinished() {
    replica_->finished();
}

} // namespace jiujin::ports
