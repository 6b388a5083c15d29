// The social-security card (社会保障卡, LD/T 32-2015 and the file structure V2.0 before it): what
// of its application anybody may read.
//
// Sure, because independent public readers agree on it: the application's name; the files EF05
// (issuer) and EF06 (card holder); their records with identifier, length and value, found by the
// identifier; which record holds what, and how long it is; GBK for the name; packed digits for
// dates and nation; the PIN in packed digits under reference 0.
// Not sure, for want of cards: what cards of the third generation hide until a PIN or an
// authentication (such a field is empty here); where the rest of a name of more than 30 bytes
// stands (it is not read); whether every issuer fills what is unused with zeros.
#pragma once

#include "drivers/smartcard-pcsc/protocol/apdu.h"

namespace jiujin::drivers::smartcard {

// "sx1.sh.社会保障" in GBK.
ByteView socialApplication();
inline constexpr std::uint8_t socialPinReference = 0x00;

struct SocialField {
    enum class Form { Digits, Hex, Text, Gbk };
    std::uint16_t file;
    std::uint8_t record;
    std::size_t longest; // bytes of the value
    Form form;
};

inline constexpr std::uint16_t issuerFile = 0xEF05, holderFile = 0xEF06;
// 卡的识别码: unique to the card.
inline constexpr SocialField cardIdentity{issuerFile, 0x01, 16, SocialField::Form::Hex};
// 初始化机构编号, 24 hexadecimal digits.
inline constexpr SocialField cardIssuer{issuerFile, 0x04, 12, SocialField::Form::Hex};
// 卡有效期, YYYYMMDD.
inline constexpr SocialField cardValidUntil{issuerFile, 0x06, 4, SocialField::Form::Digits};
// 卡号.
inline constexpr SocialField cardNumber{issuerFile, 0x07, 9, SocialField::Form::Text};
// 社会保障号码: the citizen number (GB 11643).
inline constexpr SocialField holderNumber{holderFile, 0x08, 18, SocialField::Form::Text};
// 姓名.
inline constexpr SocialField holderName{holderFile, 0x09, 30, SocialField::Form::Gbk};
// 性别, GB/T 2261.1.
inline constexpr SocialField holderSex{holderFile, 0x0A, 1, SocialField::Form::Text};
// 民族, GB/T 3304.
inline constexpr SocialField holderNation{holderFile, 0x0B, 1, SocialField::Form::Digits};
// 出生日期, YYYYMMDD.
inline constexpr SocialField holderBirth{holderFile, 0x0D, 4, SocialField::Form::Digits};

Command selectFile(std::uint16_t file);
Command readRecord(std::uint8_t record);

// The value of a record that was read, in its form, without what it was filled up with; Gbk stays
// GBK. SmartCardDamaged when it is another record, too long, or not of that form.
Result<Secret> valueOf(const SocialField& field, ByteView record);

} // namespace jiujin::drivers::smartcard
