#include "app/visit/ports/replica_card_reader.h"

namespace jiujin::ports {

ReplicaCardReader::~ReplicaCardReader() {
    if (device_)
        device_->unhear(this);
}

void ReplicaCardReader::connectTo(int socket) {
    letGo(device_, this);
    device_ = std::make_unique<DeviceSocket<IdCardReplica>>(socket, "idcard");
    const IdCardReplica* const replica = device_->replica.get();
    connect(replica, &IdCardReplica::initialized, this, &ReplicaCardReader::ready);
    connect(replica, &IdCardReplica::presence, this,
            [this](int state) { journey_->cardDesk().presence(presenceOf(state)); });
    connect(replica, &IdCardReplica::cardRead, this, [this](quint32 call, const CardRead& card) {
        journey_->cardDesk().cardRead(call, factsOf(card), pictureOf(card));
    });
    connect(replica, &IdCardReplica::failed, this,
            [this](quint32 call, const drivers::DeviceFault& fault) {
                journey_->cardDesk().failed(call, errorOf(fault.code, ErrorCode::ReaderSilent));
            });
    connect(&device_->pipe, &link::FrameSocket::disconnected, this, [this] { lost({}); });
}

void ReplicaCardReader::ready() {
    journey_->readerBack();
    if (waiting_)
        device_->replica->read(*waiting_, drivers::Picture);
    waiting_.reset();
}

void ReplicaCardReader::lost(const journey::DeviceLoss& loss) {
    letGo(device_, this);
    waiting_.reset();
    journey_->readerLost(loss);
}

void ReplicaCardReader::read(std::uint32_t call) {
    if (device_ && device_->replica->isInitialized())
        device_->replica->read(call, drivers::Picture);
    else
        waiting_ = call;
}

void ReplicaCardReader::cancel(std::uint32_t call) {
    waiting_.reset();
    if (device_ && device_->replica->isInitialized())
        device_->replica->cancel(call);
}

} // namespace jiujin::ports
