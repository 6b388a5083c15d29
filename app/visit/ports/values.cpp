#include "app/visit/ports/values.h"

namespace jiujin::ports {

namespace {

Secret secretOf(const QString& text) {
    QByteArray utf8 = text.toUtf8();
    Secret secret(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
    utf8.fill('\0');
    return secret;
}

} // namespace

protocol::CardFacts factsOf(const CardRead& card) {
    protocol::CardFacts facts;
    facts.kind = card.kind().toStdString();
    facts.name = secretOf(card.name());
    facts.number = secretOf(card.number());
    facts.sex = secretOf(card.sex());
    facts.nation = secretOf(card.nation());
    facts.birth = secretOf(card.birth());
    facts.address = secretOf(card.address());
    facts.issuer = secretOf(card.issuer());
    facts.validFrom = secretOf(card.validFrom());
    facts.validUntil = secretOf(card.validUntil());
    return facts;
}

Secret pictureOf(const CardRead& card) {
    const QByteArray picture = card.picture();
    return Secret(std::string_view(picture.constData(), static_cast<std::size_t>(picture.size())));
}

journey::CardPresence presenceOf(int state) {
    if (state == static_cast<int>(drivers::Presence::Yes))
        return journey::CardPresence::Yes;
    if (state == static_cast<int>(drivers::Presence::No))
        return journey::CardPresence::No;
    return journey::CardPresence::Unknown;
}

ErrorCode errorOf(const QString& code, ErrorCode otherwise) {
    ErrorCode error{};
    return errorFromCode(code.toStdString(), error) ? error : otherwise;
}

std::optional<ErrorCode> faultOf(const PrinterStatus& status) {
    if (status.ready())
        return std::nullopt;
    return errorOf(status.code(), ErrorCode::PrinterGone);
}

journey::Reservation reservationOf(const LinkReservation& reservation) {
    return {reservation.packetId().toStdString(), reservation.terminalId().toStdString(),
            reservation.counter(), reservation.caseNumber().toStdString(),
            reservation.lookupCode().toStdString()};
}

Result<journey::ReceiptFacts> receiptOf(const LinkReceipt& receipt) {
    const auto taken = fromRfc3339(receipt.taken().toStdString());
    const auto grade = clockGradeFrom(receipt.grade().toStdString());
    if (!taken.ok() || !grade.ok() || receipt.caseNumber().isEmpty())
        return Error(ErrorCode::TokenMalformed, "receipt of the terminal");
    return journey::ReceiptFacts{receipt.caseNumber().toStdString(), receipt.code().toStdString(),
                                 *taken, *grade};
}

namespace {

journey::Delivery deliveryFrom(const QString& word) {
    if (word == QLatin1String("waiting"))
        return journey::Delivery::Waiting;
    if (word == QLatin1String("delivered"))
        return journey::Delivery::Delivered;
    return word == QLatin1String("aside") ? journey::Delivery::Aside : journey::Delivery::Nothing;
}

} // namespace

journey::ServiceStatus statusOf(const LinkStatus& status) {
    return {status.accepting(),
            status.outOfService().toStdString(),
            status.reader().toStdString(),
            status.printer().toStdString(),
            status.queued(),
            status.oldestSeconds(),
            !status.lastContact().isEmpty(),
            deliveryFrom(status.delivery()),
            status.deliveryReason().toStdString(),
            status.nextSeconds(),
            status.rules().toStdString()};
}

} // namespace jiujin::ports
