#include "source.h"

#include "drivers/contract/fault.h"

#include <QtCore/QTimer>

namespace jiujin::drivers::example {

namespace {

// More than a card's packet, less than a block of the socket's buffer (4096), so that they go where
// the packet was; and time enough for it to leave.
constexpr qsizetype zeros = 3072;
constexpr std::chrono::milliseconds untilSent{20};

QString shown(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

CardRead valueOf(const Card& card) {
    const auto text = [&](std::size_t index) {
        return shown(card.texts.at(index).expose());
    };
    CardRead value;
    value.setKind(shown(card.kind));
    value.setName(text(0));
    value.setSex(text(1));
    value.setNation(text(2));
    value.setBirth(text(3));
    value.setAddress(text(4));
    value.setAddressSource(value.address().isEmpty() ? QString() : QStringLiteral("printed"));
    value.setNumber(text(5));
    value.setIssuer(text(6));
    value.setValidFrom(text(7));
    value.setValidUntil(text(8));
    value.setOtherName(text(9));
    return value;
}

} // namespace

void CardSource::askStatus() {
    const bool ready = tray_.health == "ok";
    emit status(IdCardStatus(ready, ready ? QString() : shown(tray_.health), {}, false));
}

void CardSource::read(quint32 call, quint32 /*extras*/) {
    emit presence(static_cast<int>(tray_.presence));
    if (pending_) {
        emit failed(call, faultOf(ErrorCode::DeviceUnsupported));
        return;
    }
    pending_ = call;
    look();
}

void CardSource::cancel(quint32 call) {
    if (pending_ == call)
        fail(ErrorCode::DeviceCancelled);
}

void CardSource::look() {
    emit presence(static_cast<int>(tray_.presence));
    if (tray_.health != "ok")
        return fail(ErrorCode::ReaderSilent);
    if (!pending_ || !tray_.card)
        return;
    emit cardRead(*std::exchange(pending_, std::nullopt), valueOf(*tray_.card));
    tray_.card.reset();
    QTimer::singleShot(untilSent, this, [this] { emit overwritten(QByteArray(zeros, '\0')); });
}

void CardSource::fail(ErrorCode code) {
    if (pending_)
        emit failed(*std::exchange(pending_, std::nullopt), faultOf(code));
}

} // namespace jiujin::drivers::example
