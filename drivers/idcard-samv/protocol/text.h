// What a card holds: 256 bytes of UTF-16LE in fixed fields, in one of four layouts, and the photo
// as WLT bytes, which stay undecoded. Layouts as public descriptions of the cards give them
// (resident identity card; residence permit for Hong Kong, Macao and Taiwan residents; permanent
// resident identity card of 2017 and of 2023).
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/secret.h"

namespace jiujin::drivers::samv {

enum class CardKind { Resident, HkMacaoTaiwan, Foreign2017, Foreign2023 };

// "resident", "hkmt", "foreign2017", "foreign2023".
std::string_view nameOf(CardKind kind);

inline constexpr std::size_t textBytes = 256;
inline constexpr std::size_t photoBytes = 1024;
inline constexpr std::size_t shortestCardData = 4 + textBytes;

// UTF-8, padding cut, otherwise as the chip has it. What a layout does not have is empty.
struct CardText {
    CardKind kind = CardKind::Resident;
    Secret name, otherName; // of foreigners: name in Latin letters, other name in Chinese
    Secret sex, nation, birth, address, number, issuer, validFrom, validUntil;
};

struct CardData {
    CardText text;
    Secret photo;
};

// Of exactly textBytes. CardUnknownType: a kind this list does not have. CardBadText: ill-formed
// UTF-16, a control character, a missing or impossible field.
Result<CardText> decodeText(ByteView text);
// The data of an answer to readBase: two lengths, text, photo. ReaderGarbled when they do not fit.
Result<CardData> decodeCardData(ByteView data);

} // namespace jiujin::drivers::samv
