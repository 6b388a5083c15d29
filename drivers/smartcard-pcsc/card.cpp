#include "drivers/smartcard-pcsc/card.h"

#include "drivers/smartcard-pcsc/protocol/atr.h"
#include "drivers/smartcard-pcsc/protocol/operator_card.h"
#include "drivers/smartcard-pcsc/protocol/pin.h"
#include "drivers/smartcard-pcsc/protocol/social_card.h"

#include <algorithm>

namespace jiujin::drivers::smartcard {

namespace {

Error damaged(const char* where) {
    return {ErrorCode::SmartCardDamaged, where};
}

Result<Outcome> selected(Link& link, ByteView name) {
    JIUJIN_TRY_ASSIGN(const Answer answer, link.send(selectApplication(name)));
    if (namesAnother(answer.bytes(), name))
        return damaged("card: another application answered");
    return outcomeOf(answer.status);
}

ByteView applicationOf(CardKind kind) {
    switch (kind) {
    case CardKind::Social:
        return socialApplication();
    case CardKind::Operator:
        return operatorApplication();
    case CardKind::Unknown:
        break;
    }
    return {};
}

Result<void> openFile(Link& link, std::uint16_t file) {
    JIUJIN_TRY_ASSIGN(const Answer answer, link.send(selectFile(file)));
    if (outcomeOf(answer.status) != Outcome::Done)
        return damaged("card: file is missing");
    return {};
}

// The file is open. Empty when the card has no such record or shows it only to the holder's PIN.
Result<Secret> readField(Link& link, const SocialField& field) {
    JIUJIN_TRY_ASSIGN(const Answer answer, link.send(readRecord(field.record)));
    switch (outcomeOf(answer.status)) {
    case Outcome::Done:
        return valueOf(field, answer.bytes());
    case Outcome::PinNeeded:
    case Outcome::NotThere:
        return Secret();
    case Outcome::PinWrong:
    case Outcome::PinBlocked:
    case Outcome::Unsupported:
    case Outcome::Failed:
        break;
    }
    return damaged("social-security card: record cannot be read");
}

Result<SocialData> readSocial(Link& link, ChineseText& text) {
    SocialData data;
    JIUJIN_TRY(openFile(link, issuerFile));
    JIUJIN_TRY_ASSIGN(data.issuer, readField(link, cardIssuer));
    JIUJIN_TRY_ASSIGN(data.validUntil, readField(link, cardValidUntil));
    JIUJIN_TRY_ASSIGN(data.number, readField(link, cardNumber));
    JIUJIN_TRY(openFile(link, holderFile));
    JIUJIN_TRY_ASSIGN(data.socialNumber, readField(link, holderNumber));
    JIUJIN_TRY_ASSIGN(const Secret name, readField(link, holderName));
    JIUJIN_TRY_ASSIGN(data.name, text.toUtf8(name));
    JIUJIN_TRY_ASSIGN(data.sex, readField(link, holderSex));
    JIUJIN_TRY_ASSIGN(data.nation, readField(link, holderNation));
    JIUJIN_TRY_ASSIGN(data.birth, readField(link, holderBirth));
    return data;
}

// At least one byte, or the file would never end.
Result<void> appendBinary(Link& link, Bytes& to, int length) {
    JIUJIN_TRY_ASSIGN(const Answer answer, link.send(readBinary(to.size(), length)));
    const ByteView part = answer.bytes();
    if (outcomeOf(answer.status) != Outcome::Done || part.empty() ||
        part.size() > static_cast<std::size_t>(length))
        return damaged("operator's card: certificate cannot be read");
    to.insert(to.end(), part.begin(), part.end());
    return {};
}

Result<OperatorData> readOperator(Link& link) {
    constexpr int headLength = 4, pieceLength = 240;
    JIUJIN_TRY(openFile(link, certificateFile));
    OperatorData data;
    JIUJIN_TRY(appendBinary(link, data.certificate, headLength));
    JIUJIN_TRY_ASSIGN(const std::size_t size, certificateSize(data.certificate));
    while (data.certificate.size() < size)
        JIUJIN_TRY(appendBinary(
            link, data.certificate,
            static_cast<int>(std::min<std::size_t>(size - data.certificate.size(), pieceLength))));
    if (data.certificate.size() != size)
        return damaged("operator's card: certificate is longer than it says");
    return data;
}

} // namespace

Result<CardKind> identify(Link& link, ByteView atr) {
    std::array kinds{CardKind::Social, CardKind::Operator};
    const auto historical = historicalBytes(atr);
    const ByteView named = historical.ok() ? announcedApplication(*historical) : ByteView();
    const ByteView ours = operatorApplication();
    if (std::equal(named.begin(), named.end(), ours.begin(), ours.end()))
        std::swap(kinds[0], kinds[1]);
    for (const CardKind kind : kinds) {
        // Cards of other kinds refuse in many ways.
        JIUJIN_TRY_ASSIGN(const Outcome outcome, selected(link, applicationOf(kind)));
        if (outcome == Outcome::Done)
            return kind;
    }
    return CardKind::Unknown;
}

Result<void> select(Link& link, CardKind kind) {
    JIUJIN_TRY_ASSIGN(const Outcome outcome, selected(link, applicationOf(kind)));
    if (outcome != Outcome::Done)
        return damaged("card: application is there no more");
    return {};
}

Result<Secret> identityOf(Link& link, CardKind kind) {
    if (kind == CardKind::Operator) {
        JIUJIN_TRY_ASSIGN(const OperatorData data, readOperator(link));
        return Secret(textOf(data.certificate));
    }
    JIUJIN_TRY(openFile(link, issuerFile));
    JIUJIN_TRY_ASSIGN(Secret identity, readField(link, cardIdentity));
    if (identity.empty())
        return damaged("social-security card: no identity");
    return identity;
}

Result<CardData> readCard(Link& link, CardKind kind, ChineseText& text) {
    if (kind == CardKind::Operator) {
        JIUJIN_TRY_ASSIGN(OperatorData data, readOperator(link));
        return CardData(std::move(data));
    }
    JIUJIN_TRY_ASSIGN(SocialData data, readSocial(link, text));
    return CardData(std::move(data));
}

Result<PinVerdict> verifyPin(Link& link, CardKind kind, const Secret& pin) {
    const Command command = kind == CardKind::Operator ? verifyPadded(operatorPinReference, pin)
                                                       : verifyPacked(socialPinReference, pin);
    JIUJIN_TRY_ASSIGN(const Answer answer, link.send(command));
    switch (outcomeOf(answer.status)) {
    case Outcome::Done:
        return PinVerdict{true, false, std::nullopt};
    case Outcome::PinWrong:
        return PinVerdict{false, false, triesLeft(answer.status)};
    case Outcome::PinBlocked:
        return PinVerdict{false, true, 0};
    case Outcome::PinNeeded:
    case Outcome::NotThere:
    case Outcome::Unsupported:
    case Outcome::Failed:
        break;
    }
    return damaged("card: PIN is neither right nor wrong");
}

Result<Bytes> sign(Link& link, ByteView digest) {
    JIUJIN_TRY_ASSIGN(const Answer answer, link.send(computeSignature(digest)));
    if (outcomeOf(answer.status) != Outcome::Done)
        return damaged("operator's card: does not sign");
    JIUJIN_TRY(checkSignature(answer.bytes()));
    return Bytes(answer.bytes().begin(), answer.bytes().end());
}

} // namespace jiujin::drivers::smartcard
