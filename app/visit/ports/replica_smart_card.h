// The reader of operators' cards.
#pragma once

#include "app/visit/journey/journey.h"
#include "app/visit/ports/device_port.h"
#include "app/visit/ports/values.h"

#include "rep_smartcard_merged.h"

#include <memory>

namespace jiujin::ports {

class ReplicaSmartCard : public QObject, public DevicePort, public journey::OperatorCard {
    Q_OBJECT
public:
    ~ReplicaSmartCard() override;

    // Before the first connectTo().
    void attach(journey::Journey& journey) { desk_ = &journey.operatorDesk(); }

    void connectTo(int socket) override;
    void lost(const journey::DeviceLoss& loss) override;

    void askStatus() override;
    void read(std::uint32_t call) override;
    void sign(std::uint32_t call, const Secret& pin, const Bytes& digest) override;

private:
    void hearAnswers();
    bool usable() const { return device_ && device_->replica->isInitialized(); }
    // What neither end may keep of a PIN goes with this.
    void overwrite();

    journey::OperatorDesk* desk_ = nullptr;
    std::unique_ptr<DeviceSocket<SmartCardReplica>> device_;
};

} // namespace jiujin::ports
