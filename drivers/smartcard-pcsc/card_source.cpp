#include "drivers/smartcard-pcsc/card_source.h"

#include "drivers/contract/fault.h"
#include "drivers/smartcard-pcsc/protocol/operator_card.h"
#include "drivers/smartcard-pcsc/protocol/pin.h"

#include <cstring>

namespace jiujin::drivers::smartcard {

namespace {

using namespace std::chrono_literals;

// A card with a slow key signs within two seconds; pcscd gives up on a mute one after some more.
constexpr auto cardPatience = 6s;
// A card is no longer than this, and a block of a socket's buffer (4096) no shorter.
constexpr qsizetype cardPacketAtMost = 8192;
constexpr auto untilSent = 20ms;

QString shown(const Secret& text) {
    const std::string_view utf8 = text.expose();
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QByteArray sent(const Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

// Overwrites the bytes where they lie, in every copy that shares them.
Secret takePin(const QByteArray& pin) {
    Secret taken(std::string_view(pin.constData(), static_cast<std::size_t>(pin.size())));
    ::explicit_bzero(const_cast<char*>(pin.constData()), static_cast<std::size_t>(pin.size()));
    return taken;
}

QString nameOf(CardKind kind) {
    switch (kind) {
    case CardKind::Social:
        return QStringLiteral("social");
    case CardKind::Operator:
        return QStringLiteral("operator");
    case CardKind::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

SmartCardRead valueOf(const CardData& card) {
    if (const auto* const ours = std::get_if<OperatorData>(&card))
        return SmartCardRead(nameOf(CardKind::Operator), {}, {}, {}, {}, {}, {}, {}, {},
                             sent(ours->certificate));
    const auto& data = std::get<SocialData>(card);
    return SmartCardRead(nameOf(CardKind::Social), shown(data.issuer), shown(data.number),
                         shown(data.validUntil), shown(data.socialNumber), shown(data.name),
                         shown(data.sex), shown(data.nation), shown(data.birth), {});
}

bool lastsUntilRemoved(ErrorCode code) {
    return code == ErrorCode::SmartCardMute || code == ErrorCode::SmartCardDamaged;
}

} // namespace

CardSource::CardSource(Worker& worker, std::uint32_t& tickets, std::optional<View> view)
    : worker_(worker), tickets_(tickets), view_(std::move(view)) {
    patience_.setSingleShot(true);
    patience_.setInterval(cardPatience);
    connect(&patience_, &QTimer::timeout, this, &CardSource::giveUp);
    told_ = statusNow();
    probe();
}

CardSource::~CardSource() {
    worker_.abandon();
    worker_.submit({.kind = Job::Kind::Leave, .ticket = ++tickets_});
}

void CardSource::askStatus() {
    emit status(statusNow());
}

void CardSource::read(quint32 call) {
    take(call, {.kind = Job::Kind::Read});
}

void CardSource::verifyPin(quint32 call, QByteArray pin) {
    take(call, {.kind = Job::Kind::VerifyPin, .pin = takePin(pin)});
}

void CardSource::sign(quint32 call, QByteArray pin, QByteArray digest) {
    take(call, {.kind = Job::Kind::Sign,
                .pin = takePin(pin),
                .digest = Bytes(digest.begin(), digest.end())});
}

void CardSource::overwrite(QByteArray) {}

void CardSource::take(quint32 call, Job job) {
    if (pending_) {
        emit failed(call, faultOf(ErrorCode::DeviceUnsupported));
        return;
    }
    const bool signs = job.kind == Job::Kind::Sign;
    const bool wantsPin = signs || job.kind == Job::Kind::VerifyPin;
    const bool wrongPin = wantsPin && !isPin(job.pin);
    const bool wrongDigest = signs && job.digest.size() != digestSize;
    pending_ = Pending{call, std::move(job)};
    if (wrongPin || wrongDigest)
        fail(wrongPin ? ErrorCode::PinFormat : ErrorCode::DeviceUnsupported);
    else
        advance();
}

void CardSource::cancel(quint32 call) {
    if (!pending_ || pending_->call != call)
        return;
    if (pending_->begun)
        forgetJobs();
    fail(ErrorCode::DeviceCancelled);
}

void CardSource::showView(const View& view) {
    view_ = view;
    probe();
    tellStatus();
    advance();
}

// Nothing: it may begin, or waits.
std::optional<ErrorCode> CardSource::obstacle() const {
    if (!view_)
        return std::nullopt;
    if (!view_->service)
        return ErrorCode::SmartCardService;
    if (!view_->slot)
        return ErrorCode::SmartCardReaderGone;
    if (view_->slot->holds == Slot::Holds::MuteCard)
        return ErrorCode::SmartCardMute;
    if (view_->slot->holds == Slot::Holds::Nothing && pending_->job.kind != Job::Kind::Read)
        return ErrorCode::SmartCardRemoved;
    return std::nullopt;
}

void CardSource::advance() {
    if (!pending_ || pending_->begun)
        return;
    if (const auto code = obstacle())
        fail(*code);
    else if (view_ && view_->slot->holds == Slot::Holds::Card)
        begin(*view_->slot);
}

void CardSource::begin(const Slot& slot) {
    pending_->begun = true;
    pending_->job.ticket = ++tickets_;
    pending_->job.slot = slot;
    Job job = pending_->job;
    pending_->job.pin = Secret();
    patience_.start();
    worker_.submit(std::move(job));
}

void CardSource::probe() {
    const bool card = view_ && view_->slot && view_->slot->holds == Slot::Holds::Card;
    const std::uint32_t insertion = card ? view_->slot->insertion : 0;
    if (insertion == probed_)
        return;
    probed_ = insertion;
    known_ = false;
    trouble_.reset();
    if (!card)
        return;
    probe_ = ++tickets_;
    worker_.submit({.kind = Job::Kind::Probe, .ticket = probe_, .slot = *view_->slot});
}

void CardSource::forgetJobs() {
    worker_.abandon();
    if (known_)
        return;
    probed_ = 0;
    probe();
}

void CardSource::finish(std::uint32_t ticket, Result<Finding> finding, int detail) {
    if (ticket == probe_)
        finishProbe(finding);
    if (!pending_ || !pending_->begun || pending_->job.ticket != ticket)
        return;
    if (!finding.ok()) {
        if (lastsUntilRemoved(finding.error().code))
            trouble_ = finding.error().code;
        fail(finding.error().code, detail);
        tellStatus();
        return;
    }
    const quint32 call = pending_->call;
    pending_.reset();
    patience_.stop();
    trouble_.reset();
    hear(call, *finding);
    tellStatus();
}

void CardSource::finishProbe(const Result<Finding>& finding) {
    if (!finding.ok()) {
        if (lastsUntilRemoved(finding.error().code))
            trouble_ = finding.error().code;
    } else {
        kind_ = std::get<CardKind>(finding.value());
        known_ = true;
    }
    tellStatus();
}

void CardSource::hear(quint32 call, const Finding& finding) {
    if (const auto* const card = std::get_if<CardData>(&finding))
        sendCard(call, *card);
    else if (const auto* const verdict = std::get_if<PinVerdict>(&finding))
        judgePin(call, *verdict);
    else if (const auto* const made = std::get_if<Signature>(&finding))
        emit signature(call, sent(made->der));
}

void CardSource::sendCard(quint32 call, const CardData& card) {
    emit cardRead(call, valueOf(card));
    // Once the card has left the socket's buffer: then these bytes go where it was.
    QTimer::singleShot(untilSent, this,
                       [this] { emit overwritten(QByteArray(cardPacketAtMost, '\0')); });
}

void CardSource::judgePin(quint32 call, const PinVerdict& verdict) {
    const ErrorCode code = verdict.blocked ? ErrorCode::PinBlocked : ErrorCode::PinWrong;
    if (verdict.accepted)
        emit pinAccepted(call);
    else
        emit pinRefused(call, PinRefusal(faultOf(code).code, verdict.triesLeft.value_or(-1)));
}

void CardSource::fail(ErrorCode code, int detail) {
    const quint32 call = pending_->call;
    pending_.reset();
    patience_.stop();
    emit failed(call, faultOf(code, detail));
}

// The card hangs, and with it the worker, until it is taken out.
void CardSource::giveUp() {
    forgetJobs();
    trouble_ = ErrorCode::SmartCardMute;
    fail(ErrorCode::SmartCardMute);
    tellStatus();
}

void CardSource::tellStatus() {
    const SmartCardStatus now = statusNow();
    if (now == told_)
        return;
    told_ = now;
    emit status(now);
}

SmartCardStatus CardSource::statusNow() const {
    const auto status = [](Presence presence, const QString& kind, std::optional<ErrorCode> code) {
        return SmartCardStatus(static_cast<int>(presence), kind,
                               code ? faultOf(*code).code : QString());
    };
    if (!view_)
        return status(Presence::Unknown, {}, std::nullopt);
    if (!view_->service)
        return status(Presence::Unknown, {}, ErrorCode::SmartCardService);
    if (!view_->slot)
        return status(Presence::Unknown, {}, ErrorCode::SmartCardReaderGone);
    switch (view_->slot->holds) {
    case Slot::Holds::Nothing:
        return status(Presence::No, {}, std::nullopt);
    case Slot::Holds::MuteCard:
        return status(Presence::Yes, {}, ErrorCode::SmartCardMute);
    case Slot::Holds::Card:
        break;
    }
    return status(Presence::Yes, known_ ? nameOf(kind_) : QString(), trouble_);
}

} // namespace jiujin::drivers::smartcard
