#include "app/visit/ports/replica_slip_printer.h"

#include "app/visit/paper/slip.h"
#include "app/visit/ports/values.h"

namespace jiujin::ports {

namespace {

drivers::SlipKind kindOf(paper::SlipKind kind) {
    switch (kind) {
    case paper::SlipKind::Text:
        return drivers::SlipKind::Text;
    case paper::SlipKind::Code:
        return drivers::SlipKind::Code;
    case paper::SlipKind::Rule:
        return drivers::SlipKind::Rule;
    }
    return drivers::SlipKind::Rule;
}

drivers::Slip valueOf(const std::vector<paper::SlipPart>& parts) {
    drivers::Slip slip;
    for (const paper::SlipPart& part : parts)
        slip.parts.append(
            {static_cast<int>(kindOf(part.kind)), QString::fromStdString(part.text), part.size,
             static_cast<int>(part.centred ? drivers::SlipAlign::Centre : drivers::SlipAlign::Left),
             part.bold});
    return slip;
}

} // namespace

ReplicaSlipPrinter::~ReplicaSlipPrinter() {
    if (device_)
        device_->unhear(this);
}

void ReplicaSlipPrinter::connectTo(int socket) {
    letGo(device_, this);
    device_ = std::make_unique<DeviceSocket<SlipPrinterReplica>>(socket, "slip");
    const SlipPrinterReplica* const replica = device_->replica.get();
    connect(replica, &SlipPrinterReplica::initialized, this,
            [this] { journey_->paperDesk().slipPrinterIs(true); });
    connect(replica, &SlipPrinterReplica::printed, this, [this](quint32 call) {
        printing_.reset();
        journey_->paperDesk().printed(call);
    });
    connect(replica, &SlipPrinterReplica::failed, this,
            [this](quint32 call, const drivers::DeviceFault& fault) {
                failed(call, errorOf(fault.code, ErrorCode::PrintUnknown),
                       fault.kind == static_cast<int>(drivers::FaultKind::OutcomeUnknown));
            });
    connect(&device_->pipe, &link::FrameSocket::disconnected, this, [this] { lost({}); });
}

// A visit goes on without slips, and says nothing of it but what became of its own.
void ReplicaSlipPrinter::lost(const journey::DeviceLoss& /*loss*/) {
    letGo(device_, this);
    journey_->paperDesk().slipPrinterIs(false);
    if (printing_)
        failed(*printing_, ErrorCode::PrintUnknown, true);
}

void ReplicaSlipPrinter::print(std::uint32_t call, const journey::ReceiptFacts& receipt,
                               const journey::Filing& filing, bool repeated) {
    if (!device_ || !device_->replica->isInitialized()) {
        QMetaObject::invokeMethod(
            this, [this, call] { failed(call, ErrorCode::SlipGone, false); }, Qt::QueuedConnection);
        return;
    }
    printing_ = call;
    const bool known = filing.matter != nullptr;
    device_->replica->print(call, valueOf(paper::slipOf({receipt.caseNumber,
                                                         receipt.code,
                                                         {receipt.taken, receipt.grade},
                                                         repeated,
                                                         filing.matter,
                                                         known ? &filing.body : nullptr})));
}

void ReplicaSlipPrinter::failed(std::uint32_t call, ErrorCode code, bool unsure) {
    printing_.reset();
    journey_->paperDesk().failed(call, code, unsure);
}

} // namespace jiujin::ports
