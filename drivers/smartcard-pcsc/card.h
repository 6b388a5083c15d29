// What is asked of each kind of card, in the middle of a transaction.
#pragma once

#include "drivers/smartcard-pcsc/link.h"
#include "drivers/smartcard-pcsc/text.h"

#include <variant>

namespace jiujin::drivers::smartcard {

enum class CardKind { Unknown, Social, Operator };

struct SocialData {
    Secret issuer, number, validUntil, socialNumber, name, sex, nation, birth;
};
struct OperatorData {
    Bytes certificate; // X.509, DER
};
using CardData = std::variant<SocialData, OperatorData>;

struct PinVerdict {
    bool accepted = false, blocked = false;
    std::optional<int> triesLeft; // when the card tells
};

// By selecting; the answer to reset only says which to try first. No known application is no
// error.
Result<CardKind> identify(Link& link, ByteView atr);
// The errors of Link; SmartCardDamaged too when the application is there no more.
Result<void> select(Link& link, CardKind kind);
// What tells this card from every other. kind is not Unknown.
Result<Secret> identityOf(Link& link, CardKind kind);
Result<CardData> readCard(Link& link, CardKind kind, ChineseText& text);
// SmartCardDamaged when the card answers in a way that says neither yes nor no.
Result<PinVerdict> verifyPin(Link& link, CardKind kind, const Secret& pin);
// After the PIN. ECDSA-Sig-Value, DER.
Result<Bytes> sign(Link& link, ByteView digest);

} // namespace jiujin::drivers::smartcard
