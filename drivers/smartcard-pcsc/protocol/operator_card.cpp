#include "drivers/smartcard-pcsc/protocol/operator_card.h"

#include "drivers/smartcard-pcsc/protocol/tlv.h"

#include <algorithm>

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::array<std::uint8_t, 8> application{0xF0, 0x4A, 0x49, 0x55, 0x4A, 0x49, 0x4E, 0x01};
constexpr std::uint32_t controlTemplate = 0x6F, nameTag = 0x84;
constexpr std::uint32_t sequenceTag = 0x30, integerTag = 0x02;
constexpr std::size_t fieldSize = 32;

Error damaged(const char* what) {
    return {ErrorCode::SmartCardDamaged, what};
}

// One zero in front keeps a number positive whose first bit is set.
bool isFieldNumber(const Tlv& object) {
    if (object.tag != integerTag || object.value.empty() || (object.value[0] & 0x80U) != 0)
        return false;
    const ByteView digits = object.value[0] == 0 ? object.value.subspan(1) : object.value;
    return !digits.empty() && digits.size() <= fieldSize &&
           std::any_of(digits.begin(), digits.end(), [](std::uint8_t octet) { return octet != 0; });
}

} // namespace

ByteView operatorApplication() {
    return application;
}

Command selectApplication(ByteView name) {
    return {{0x00, 0xA4, 0x04, 0x00}, name, anyLength};
}

bool namesAnother(ByteView information, ByteView name) {
    const auto inside = findTlv(information, controlTemplate);
    if (!inside.ok())
        return false;
    const auto named = findTlv(*inside, nameTag);
    return named.ok() && !std::equal(named->begin(), named->end(), name.begin(), name.end());
}

Command readBinary(std::size_t offset, int length) {
    return Command({0x00, 0xB0, static_cast<std::uint8_t>(offset >> 8U & 0x7FU),
                    static_cast<std::uint8_t>(offset)},
                   length);
}

Result<std::size_t> certificateSize(ByteView head) {
    JIUJIN_TRY_ASSIGN(const TlvHead outer, tlvHead(head));
    const std::size_t size = outer.headSize + outer.valueSize;
    if (outer.tag != sequenceTag || outer.valueSize == 0 || size > longestCertificate)
        return damaged("operator's card: certificate");
    return size;
}

Command computeSignature(ByteView digest) {
    return {{0x00, 0x2A, 0x9E, 0x9A}, digest, anyLength};
}

Result<void> checkSignature(ByteView der) {
    TlvReader outer(der);
    JIUJIN_TRY_ASSIGN(const Tlv sequence, outer.next());
    TlvReader inner(sequence.value);
    JIUJIN_TRY_ASSIGN(const Tlv r, inner.next());
    JIUJIN_TRY_ASSIGN(const Tlv s, inner.next());
    if (sequence.tag != sequenceTag || !outer.atEnd() || !inner.atEnd() || !isFieldNumber(r) ||
        !isFieldNumber(s))
        return damaged("operator's card: signature");
    return {};
}

} // namespace jiujin::drivers::smartcard
