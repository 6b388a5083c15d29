// BER-TLV by ISO/IEC 7816-4:2013 clause 5.2.2: definite lengths up to 65535, tags of at most three
// bytes. Objects are read where they lie, one after the other; who wants what is inside an object
// reads its value with another reader. Nothing here calls itself.
#pragma once

#include "platform/base/bytes.h"

namespace jiujin::drivers::smartcard {

struct TlvHead {
    std::uint32_t tag = 0;
    std::size_t headSize = 0, valueSize = 0;
};
// The tag and length with which `bytes` begin; the value need not be there yet. SmartCardDamaged.
Result<TlvHead> tlvHead(ByteView bytes);

struct Tlv {
    std::uint32_t tag = 0;
    ByteView value;
};

class TlvReader {
public:
    explicit TlvReader(ByteView bytes) : left_(bytes) { skipFill(); }

    bool atEnd() const { return left_.empty(); }
    // SmartCardDamaged at the end too.
    Result<Tlv> next();

private:
    // Zeros may stand before, between and after objects.
    void skipFill();

    ByteView left_;
};

// The value of the first object with this tag. SmartCardDamaged when there is none.
Result<ByteView> findTlv(ByteView bytes, std::uint32_t tag);

} // namespace jiujin::drivers::smartcard
