#include "drivers/smartcard-pcsc/protocol/tlv.h"

namespace jiujin::drivers::smartcard {

namespace {

constexpr std::size_t longestTag = 3;
constexpr std::size_t mostLengthBytes = 2;

Error damaged(const char* what) {
    return {ErrorCode::SmartCardDamaged, what};
}

// How many bytes the tag has; 0 when it does not end in time.
std::size_t tagSize(ByteView bytes) {
    if (bytes.empty())
        return 0;
    if ((bytes[0] & 0x1FU) != 0x1F)
        return 1;
    for (std::size_t size = 2; size <= longestTag && size <= bytes.size(); ++size)
        if ((bytes[size - 1] & 0x80U) == 0)
            return size;
    return 0;
}

std::size_t numberFrom(ByteView bytes) {
    std::size_t number = 0;
    for (const std::uint8_t octet : bytes)
        number = number << 8U | octet;
    return number;
}

} // namespace

Result<TlvHead> tlvHead(ByteView bytes) {
    const std::size_t tag = tagSize(bytes);
    if (tag == 0 || tag == bytes.size())
        return damaged("tlv: tag");
    const std::uint8_t first = bytes[tag];
    if (first < 0x80)
        return TlvHead{static_cast<std::uint32_t>(numberFrom(bytes.first(tag))), tag + 1, first};
    const std::size_t count = first & 0x7FU;
    if (count == 0 || count > mostLengthBytes || bytes.size() < tag + 1 + count)
        return damaged("tlv: length");
    return TlvHead{static_cast<std::uint32_t>(numberFrom(bytes.first(tag))), tag + 1 + count,
                   numberFrom(bytes.subspan(tag + 1, count))};
}

Result<Tlv> TlvReader::next() {
    JIUJIN_TRY_ASSIGN(const TlvHead head, tlvHead(left_));
    if (left_.size() - head.headSize < head.valueSize)
        return damaged("tlv: value is cut off");
    const Tlv object{head.tag, left_.subspan(head.headSize, head.valueSize)};
    left_ = left_.subspan(head.headSize + head.valueSize);
    skipFill();
    return object;
}

void TlvReader::skipFill() {
    while (!left_.empty() && left_.front() == 0)
        left_ = left_.subspan(1);
}

Result<ByteView> findTlv(ByteView bytes, std::uint32_t tag) {
    for (TlvReader reader(bytes); !reader.atEnd();) {
        JIUJIN_TRY_ASSIGN(const Tlv object, reader.next());
        if (object.tag == tag)
            return object.value;
    }
    return damaged("tlv: object is missing");
}

} // namespace jiujin::drivers::smartcard
