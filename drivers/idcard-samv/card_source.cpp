#include "drivers/idcard-samv/card_source.h"

#include "drivers/contract/fault.h"

#include <QtCore/QTimer>

namespace jiujin::drivers::samv {

namespace {

// A card is no longer than this, and a block of a socket's buffer (4096) no shorter.
constexpr qsizetype cardPacketAtMost = 3072;
constexpr std::chrono::milliseconds untilSent{20};

QString shown(const Secret& text) {
    const std::string_view utf8 = text.expose();
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

CardRead valueOf(const CardData& card) {
    const CardText& text = card.text;
    const std::string_view kind = nameOf(text.kind);
    const std::string_view photo = card.photo.expose();
    return CardRead(
        QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size())), shown(text.name),
        shown(text.sex), shown(text.nation), shown(text.birth), shown(text.address),
        shown(text.number), shown(text.issuer), shown(text.validFrom), shown(text.validUntil),
        QByteArray(photo.data(), static_cast<qsizetype>(photo.size())), shown(text.otherName));
}

} // namespace

CardSource::CardSource(Worker& worker) : worker_(worker) {
    worker_.serve(true);
}

CardSource::~CardSource() {
    worker_.abandon();
    worker_.serve(false);
}

void CardSource::read(quint32 call) {
    // What was said before the visit was connected is lost; its first call shows that it is there.
    emit presence(static_cast<int>(presence_));
    if (pending_) {
        emit failed(call, faultOf(ErrorCode::DeviceUnsupported));
        return;
    }
    pending_ = call;
    worker_.read(++ticket_);
}

void CardSource::cancel(quint32 call) {
    if (pending_ != call)
        return;
    pending_.reset();
    worker_.abandon();
    emit failed(call, faultOf(ErrorCode::DeviceCancelled));
}

void CardSource::showPresence(Presence state) {
    presence_ = state;
    emit presence(static_cast<int>(state));
}

void CardSource::finish(std::uint32_t ticket, const Result<CardData>& card, int detail) {
    if (!pending_ || ticket != ticket_)
        return;
    const quint32 call = *pending_;
    pending_.reset();
    if (!card.ok()) {
        emit failed(call, faultOf(card.error().code, detail));
        return;
    }
    emit cardRead(call, valueOf(*card));
    // Once the card has left the socket's buffer: then these bytes go where it was.
    QTimer::singleShot(untilSent, this,
                       [this] { emit overwritten(QByteArray(cardPacketAtMost, '\0')); });
}

} // namespace jiujin::drivers::samv
