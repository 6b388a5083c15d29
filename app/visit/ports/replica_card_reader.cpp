#include "app/visit/ports/replica_card_reader.h"

namespace jiujin::ports {

namespace {

constexpr qint64 maxFrame = 1024L * 1024;

} // namespace

ReplicaCardReader::ReplicaCardReader(int socket) : socket_(socket, maxFrame) {
    node_.addClientSideConnection(&socket_);
    replica_.reset(node_.acquire<IdCardReplica>());
}

void ReplicaCardReader::attach(journey::Journey& journey) {
    connect(replica_.get(), &IdCardReplica::initialized, this, [this] {
        if (waiting_)
            replica_->read(*waiting_);
        waiting_.reset();
    });
    connect(replica_.get(), &IdCardReplica::presence, this,
            [&journey](int state) { journey.cardDesk().presence(presenceOf(state)); });
    connect(replica_.get(), &IdCardReplica::cardRead, this,
            [&journey](quint32 call, const CardRead& card) {
                journey.cardDesk().cardRead(call, factsOf(card));
            });
    connect(replica_.get(), &IdCardReplica::failed, this,
            [&journey](quint32 call, const drivers::DeviceFault& fault) {
                journey.cardDesk().failed(call, errorOf(fault.code, ErrorCode::ReaderSilent));
            });
    connect(&socket_, &link::FrameSocket::disconnected, this, [&journey] { journey.readerLost(); });
}

void ReplicaCardReader::read(std::uint32_t call) {
    if (replica_->isInitialized())
        replica_->read(call);
    else
        waiting_ = call;
}

void ReplicaCardReader::cancel(std::uint32_t call) {
    waiting_.reset();
    if (replica_->isInitialized())
        replica_->cancel(call);
}

} // namespace jiujin::ports
