#include "app/visit/ports/replica_printer.h"

namespace jiujin::ports {

ReplicaPrinter::~ReplicaPrinter() {
    if (device_)
        device_->unhear(this);
}

void ReplicaPrinter::connectTo(int socket) {
    letGo(device_, this);
    device_ = std::make_unique<DeviceSocket<PrinterReplica>>(socket, "printer");
    const PrinterReplica* const replica = device_->replica.get();
    connect(replica, &PrinterReplica::initialized, this, &ReplicaPrinter::ready);
    connect(replica, &PrinterReplica::status, this,
            [this](const PrinterStatus& status) { journey_->printerStatus(faultOf(status)); });
    connect(replica, &PrinterReplica::printed, this, [this](quint32 call) {
        printing_.reset();
        journey_->paperDesk().printed(call);
    });
    connect(replica, &PrinterReplica::failed, this,
            [this](quint32 call, const drivers::DeviceFault& fault) {
                failed(call, errorOf(fault.code, ErrorCode::PrintUnknown),
                       fault.kind == static_cast<int>(drivers::FaultKind::OutcomeUnknown));
            });
    connect(&device_->pipe, &link::FrameSocket::disconnected, this, [this] { lost({}); });
}

void ReplicaPrinter::ready() {
    journey_->printerBack();
    askStatus();
}

void ReplicaPrinter::lost(const journey::DeviceLoss& loss) {
    letGo(device_, this);
    journey_->printerLost(loss);
    // The sheet may be out: nobody can say any more.
    if (printing_)
        failed(*printing_, ErrorCode::PrintUnknown, true);
}

void ReplicaPrinter::askStatus() {
    if (isThere())
        device_->replica->askStatus();
}

void ReplicaPrinter::print(std::uint32_t call, Bytes pdf) {
    if (!isThere()) {
        QMetaObject::invokeMethod(
            this, [this, call] { failed(call, ErrorCode::PrinterGone, false); },
            Qt::QueuedConnection);
        return;
    }
    printing_ = call;
    device_->replica->print(call, QByteArray(reinterpret_cast<const char*>(pdf.data()),
                                             static_cast<qsizetype>(pdf.size())));
}

void ReplicaPrinter::failed(std::uint32_t call, ErrorCode code, bool unsure) {
    printing_.reset();
    journey_->paperDesk().failed(call, code, unsure);
}

} // namespace jiujin::ports
