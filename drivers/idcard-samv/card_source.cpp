#include "drivers/idcard-samv/card_source.h"

#include "drivers/contract/fault.h"

#include <QtCore/QTimer>

namespace jiujin::drivers::samv {

namespace {

// A card without extras is no longer than this, and a block of a socket's buffer (4096) no shorter.
constexpr qsizetype cardPacketAtMost = 3072;
constexpr std::chrono::milliseconds untilSent{20};

QString shown(const Secret& text) {
    const std::string_view utf8 = text.expose();
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QByteArray bytesOf(const Secret& secret) {
    const std::string_view bytes = secret.expose();
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString plain(std::string_view ascii) {
    return QString::fromLatin1(ascii.data(), static_cast<qsizetype>(ascii.size()));
}

CardRead valueOf(const Card& card) {
    const CardData& data = card.data;
    const CardText& text = data.text;
    return CardRead(plain(nameOf(text.kind)), shown(text.name), shown(text.sex), shown(text.nation),
                    shown(text.birth), shown(text.address), shown(text.number), shown(text.issuer),
                    shown(text.validFrom), shown(text.validUntil), bytesOf(data.photo),
                    shown(text.otherName), plain(nameOf(data.addressSource)),
                    shown(data.printedAddress), bytesOf(data.fingerprints), bytesOf(card.picture));
}

qsizetype extrasIn(const Card& card) {
    return static_cast<qsizetype>(card.data.photo.expose().size() +
                                  card.data.fingerprints.expose().size() +
                                  card.picture.expose().size());
}

} // namespace

CardSource::CardSource(Worker& worker, ReaderState state)
    : worker_(worker), state_(std::move(state)) {
    worker_.serve(true);
}

CardSource::~CardSource() {
    worker_.abandon();
    worker_.serve(false);
}

void CardSource::askStatus() {
    const bool ready = state_.health == "ok";
    emit status(IdCardStatus(ready, ready ? QString() : plain(state_.health),
                             plain(state_.identity), state_.pictures));
}

void CardSource::read(quint32 call, quint32 extras) {
    // What was said before the visit was connected is lost; its first call shows that it is there.
    emit presence(static_cast<int>(presence_));
    if (pending_) {
        emit failed(call, faultOf(ErrorCode::DeviceUnsupported));
        return;
    }
    pending_ = call;
    worker_.read(++ticket_, {.fingerprints = (extras & Fingerprints) != 0,
                             .photo = (extras & Photo) != 0,
                             .picture = (extras & Picture) != 0});
}

void CardSource::cancel(quint32 call) {
    if (pending_ != call)
        return;
    pending_.reset();
    worker_.abandon();
    emit failed(call, faultOf(ErrorCode::DeviceCancelled));
}

void CardSource::showState(const ReaderState& state) {
    state_ = state;
    askStatus();
}

void CardSource::showPresence(Presence state) {
    presence_ = state;
    emit presence(static_cast<int>(state));
}

void CardSource::finish(std::uint32_t ticket, const Result<Card>& card, int detail) {
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
    const qsizetype length = cardPacketAtMost + extrasIn(*card);
    QTimer::singleShot(untilSent, this,
                       [this, length] { emit overwritten(QByteArray(length, '\0')); });
}

} // namespace jiujin::drivers::samv
