#include "app/visit/ports/replica_printer.h"

namespace jiujin::ports {

namespace {

constexpr qint64 maxFrame = 1024L * 1024;

} // namespace

ReplicaPrinter::ReplicaPrinter(int socket) : socket_(socket, maxFrame) {
    node_.addClientSideConnection(&socket_);
    replica_.reset(node_.acquire<PrinterReplica>());
}

void ReplicaPrinter::attach(journey::Journey& journey) {
    failed_ = [&journey](std::uint32_t call, ErrorCode code, bool unsure) {
        journey.paperDesk().failed(call, code, unsure);
    };
    connect(replica_.get(), &PrinterReplica::initialized, this, [this] { replica_->askStatus(); });
    connect(replica_.get(), &PrinterReplica::status, this,
            [&journey](const PrinterStatus& status) { journey.printerStatus(faultOf(status)); });
    connect(replica_.get(), &PrinterReplica::printed, this, [this, &journey](quint32 call) {
        printing_.reset();
        journey.paperDesk().printed(call);
    });
    connect(replica_.get(), &PrinterReplica::failed, this,
            [this](quint32 call, const drivers::DeviceFault& fault) {
                printing_.reset();
                const bool unsure =
                    fault.kind == static_cast<int>(drivers::FaultKind::OutcomeUnknown);
                failed_(call, errorOf(fault.code, ErrorCode::PrintUnknown), unsure);
            });
    connect(&socket_, &link::FrameSocket::disconnected, this, [this, &journey] {
        gone_ = true;
        journey.printerLost();
        // The sheet may be out: nobody can say any more.
        if (printing_)
            failed_(*printing_, ErrorCode::PrintUnknown, true);
        printing_.reset();
    });
}

void ReplicaPrinter::askStatus() {
    if (replica_->isInitialized())
        replica_->askStatus();
}

void ReplicaPrinter::print(std::uint32_t call, Bytes pdf) {
    if (!replica_->isInitialized() || gone_) {
        QMetaObject::invokeMethod(
            this, [this, call] { failed_(call, ErrorCode::PrinterGone, false); },
            Qt::QueuedConnection);
        return;
    }
    printing_ = call;
    replica_->print(call, QByteArray(reinterpret_cast<const char*>(pdf.data()),
                                     static_cast<qsizetype>(pdf.size())));
}

} // namespace jiujin::ports
