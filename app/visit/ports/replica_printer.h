// The printer of the visit.
#pragma once

#include "app/visit/journey/journey.h"
#include "app/visit/ports/device_port.h"
#include "app/visit/ports/values.h"

#include <memory>

namespace jiujin::ports {

class ReplicaPrinter : public QObject, public DevicePort, public journey::Printer {
    Q_OBJECT
public:
    ~ReplicaPrinter() override;

    // Before the first connectTo().
    void attach(journey::Journey& journey) { journey_ = &journey; }

    void connectTo(int socket) override;
    void lost(const journey::DeviceLoss& loss) override;

    void askStatus() override;
    void print(std::uint32_t call, Bytes pdf) override;

private:
    void ready();
    void failed(std::uint32_t call, ErrorCode code, bool unsure);
    bool isThere() const { return device_ && device_->replica->isInitialized(); }

    journey::Journey* journey_ = nullptr;
    std::unique_ptr<DeviceSocket<PrinterReplica>> device_;
    std::optional<std::uint32_t> printing_;
};

} // namespace jiujin::ports
