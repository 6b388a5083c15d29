#include "drivers/smartcard-pcsc/protocol/social_card.h"

#include "drivers/smartcard-pcsc/protocol/tlv.h"

#include <algorithm>

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::array<std::uint8_t, 15> application{0x73, 0x78, 0x31, 0x2E, 0x73, 0x68, 0x2E, 0xC9,
                                                   0xE7, 0xBB, 0xE1, 0xB1, 0xA3, 0xD5, 0xCF};

Error damaged() {
    return {ErrorCode::SmartCardDamaged, "social-security card: record"};
}

bool isFill(std::uint8_t octet) {
    return octet == 0x00 || octet == 0x20 || octet == 0xFF;
}

ByteView withoutFill(ByteView value) {
    while (!value.empty() && isFill(value.back()))
        value = value.first(value.size() - 1);
    return value;
}

bool isPrintable(ByteView value) {
    return std::all_of(value.begin(), value.end(),
                       [](std::uint8_t octet) { return octet > 0x20 && octet < 0x7F; });
}

Secret hexOf(ByteView value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    text.reserve(2 * value.size());
    for (const std::uint8_t octet : value)
        text.append({digits[octet >> 4U], digits[octet & 0x0FU]});
    Secret secret(text);
    wipe(text);
    return secret;
}

// Unused is filled with zeros or with F; anything else must be digits throughout.
Result<Secret> digitsOf(ByteView value) {
    const bool unused =
        std::all_of(value.begin(), value.end(), [](std::uint8_t octet) { return octet == 0xFF; }) ||
        std::all_of(value.begin(), value.end(), [](std::uint8_t octet) { return octet == 0; });
    if (unused)
        return Secret();
    const bool digits = std::all_of(value.begin(), value.end(), [](std::uint8_t octet) {
        return octet >> 4U <= 9 && (octet & 0x0FU) <= 9;
    });
    return digits ? Result(hexOf(value)) : damaged();
}

} // namespace

ByteView socialApplication() {
    return application;
}

Command selectFile(std::uint16_t file) {
    const std::array name{static_cast<std::uint8_t>(file >> 8U), static_cast<std::uint8_t>(file)};
    return {{0x00, 0xA4, 0x02, 0x00}, name};
}

Command readRecord(std::uint8_t record) {
    return Command({0x00, 0xB2, record, 0x00}, anyLength);
}

Result<Secret> valueOf(const SocialField& field, ByteView record) {
    JIUJIN_TRY_ASSIGN(const TlvHead head, tlvHead(record));
    if (head.tag != field.record || head.valueSize > field.longest ||
        record.size() < head.headSize + head.valueSize)
        return damaged();
    const ByteView value = record.subspan(head.headSize, head.valueSize);
    switch (field.form) {
    case SocialField::Form::Digits:
        return digitsOf(value);
    case SocialField::Form::Hex:
        return hexOf(value);
    case SocialField::Form::Text:
        return isPrintable(withoutFill(value)) ? Result(Secret(textOf(withoutFill(value))))
                                               : damaged();
    case SocialField::Form::Gbk:
        return Secret(textOf(withoutFill(value)));
    }
    return damaged();
}

} // namespace jiujin::drivers::smartcard
