#include "app/visit/ports/replica_smart_card.h"

#include "platform/base/event.h"

#include <cstring>

namespace jiujin::ports {

namespace {

constexpr qsizetype zerosAtLeast = 4096;

journey::CardSlot slotOf(const SmartCardStatus& status) {
    const bool there = presenceOf(status.presence()) == journey::CardPresence::Yes;
    const bool ours = status.kind() == QLatin1String("operator");
    return {presenceOf(status.presence()), there && ours,
            there && !ours && !status.kind().isEmpty(),
            status.code().isEmpty()
                ? std::nullopt
                : std::optional(errorOf(status.code(), ErrorCode::SmartCardService))};
}

QByteArray sent(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

Bytes bytesOf(const QByteArray& bytes) {
    return {bytes.begin(), bytes.end()};
}

} // namespace

ReplicaSmartCard::~ReplicaSmartCard() {
    if (device_)
        device_->unhear(this);
}

void ReplicaSmartCard::connectTo(int socket) {
    letGo(device_, this);
    device_ = std::make_unique<DeviceSocket<SmartCardReplica>>(socket, "smartcard");
    const SmartCardReplica* const replica = device_->replica.get();
    connect(replica, &SmartCardReplica::initialized, this, &ReplicaSmartCard::askStatus);
    connect(replica, &SmartCardReplica::status, this,
            [this](const SmartCardStatus& status) { desk_->slot(slotOf(status)); });
    hearAnswers();
    connect(&device_->pipe, &link::FrameSocket::disconnected, this, [this] { lost({}); });
}

void ReplicaSmartCard::hearAnswers() {
    const SmartCardReplica* const replica = device_->replica.get();
    connect(replica, &SmartCardReplica::cardRead, this,
            [this](quint32 call, const SmartCardRead& card) {
                desk_->certificate(call, bytesOf(card.certificate()));
            });
    connect(replica, &SmartCardReplica::signature, this,
            [this](quint32 call, const QByteArray& der) {
                overwrite();
                desk_->signature(call, bytesOf(der));
            });
    connect(replica, &SmartCardReplica::pinRefused, this,
            [this](quint32 call, const PinRefusal& refusal) {
                overwrite();
                const ErrorCode code = errorOf(refusal.code(), ErrorCode::PinWrong);
                logEvent(Event::OperatorRefused, {{"code", code}});
                desk_->pinRefused(call, code,
                                  refusal.triesLeft() < 0 ? std::nullopt
                                                          : std::optional(refusal.triesLeft()));
            });
    connect(replica, &SmartCardReplica::failed, this,
            [this](quint32 call, const drivers::DeviceFault& fault) {
                overwrite();
                desk_->failed(call, errorOf(fault.code, ErrorCode::SmartCardService));
            });
}

void ReplicaSmartCard::lost(const journey::DeviceLoss& loss) {
    letGo(device_, this);
    desk_->lost(loss.cause);
}

void ReplicaSmartCard::askStatus() {
    if (usable())
        device_->replica->askStatus();
}

void ReplicaSmartCard::read(std::uint32_t call) {
    if (usable())
        device_->replica->read(call);
}

void ReplicaSmartCard::sign(std::uint32_t call, const Secret& pin, const Bytes& digest) {
    if (!usable())
        return;
    const std::string_view digits = pin.expose();
    QByteArray sentPin(digits.data(), static_cast<qsizetype>(digits.size()));
    device_->replica->sign(call, sentPin, sent(digest));
    ::explicit_bzero(sentPin.data(), digits.size());
}

void ReplicaSmartCard::overwrite() {
    device_->replica->overwrite(QByteArray(zerosAtLeast, '\0'));
}

} // namespace jiujin::ports
