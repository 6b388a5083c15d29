// The printer of receipts on a roll, where the terminal has one.
#pragma once

#include "app/visit/journey/journey.h"
#include "app/visit/ports/device_port.h"

#include "rep_slip_merged.h"

#include <memory>

namespace jiujin::ports {

class ReplicaSlipPrinter : public QObject, public DevicePort, public journey::SlipPrinter {
    Q_OBJECT
public:
    ~ReplicaSlipPrinter() override;

    // Before the first connectTo().
    void attach(journey::Journey& journey) { journey_ = &journey; }

    void connectTo(int socket) override;
    void lost(const journey::DeviceLoss& loss) override;

    void print(std::uint32_t call, const journey::ReceiptFacts& receipt,
               const journey::Filing& filing, bool repeated) override;

private:
    void failed(std::uint32_t call, ErrorCode code, bool unsure);

    journey::Journey* journey_ = nullptr;
    std::unique_ptr<DeviceSocket<SlipPrinterReplica>> device_;
    std::optional<std::uint32_t> printing_;
};

} // namespace jiujin::ports
