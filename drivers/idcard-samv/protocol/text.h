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
inline constexpr std::size_t fingerprintBytes = 1024;
inline constexpr std::size_t addressBytes = 70;
inline constexpr std::size_t lengthFieldBytes = 2; // before the data, one for each part of it
inline constexpr std::size_t shortestCardData = 2 * lengthFieldBytes + textBytes;

// UTF-8, padding cut, otherwise as the chip has it. What a layout does not have is empty.
struct CardText {
    CardKind kind = CardKind::Resident;
    Secret name, otherName; // of foreigners: name in Latin letters, other name in Chinese
    Secret sex, nation, birth, address, number, issuer, validFrom, validUntil;
};

// Where the address of a card comes from. Unsure: the printed one, and the reader did not say
// whether a newer one was written to the chip. None: this kind of card has no address.
enum class AddressSource { None, Printed, Newest, Unsure };

// "", "printed", "newest", "unsure".
std::string_view nameOf(AddressSource source);

struct CardData {
    CardText text;
    Secret photo, fingerprints; // as the chip has them; empty when it has none
    AddressSource addressSource = AddressSource::None;
    Secret printedAddress; // when text.address is the newest
};

// Of exactly textBytes. CardUnknownType: a kind this list does not have. CardBadText: ill-formed
// UTF-16, a control character, a missing or impossible field.
Result<CardText> decodeText(ByteView text);
// The data of an answer to readBase (lengths of text and photo, then both), or to
// readWithFingerprints (three lengths, then all). ReaderGarbled when they do not fit.
Result<CardData> decodeCardData(ByteView data);
Result<CardData> decodeCardDataWithFingerprints(ByteView data);
// The newest address takes the place of the printed one; `data` is that of the answer to
// readNewestAddress, or nothing when the chip has none. CardBadText, ReaderGarbled.
Result<void> putNewestAddress(CardData& card, ByteView data);

} // namespace jiujin::drivers::samv
