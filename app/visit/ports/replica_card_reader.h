// The card reader of the visit.
#pragma once

#include "app/visit/journey/journey.h"
#include "app/visit/ports/device_port.h"
#include "app/visit/ports/values.h"

#include <memory>

namespace jiujin::ports {

class ReplicaCardReader : public QObject, public DevicePort, public journey::CardReader {
    Q_OBJECT
public:
    ~ReplicaCardReader() override;

    // Before the first connectTo().
    void attach(journey::Journey& journey) { journey_ = &journey; }

    void connectTo(int socket) override;
    void lost(const journey::DeviceLoss& loss) override;

    void read(std::uint32_t call) override;
    void cancel(std::uint32_t call) override;

private:
    void ready();

    journey::Journey* journey_ = nullptr;
    std::unique_ptr<DeviceSocket<IdCardReplica>> device_;
    std::optional<std::uint32_t> waiting_; // asked before the driver was there
};

} // namespace jiujin::ports
