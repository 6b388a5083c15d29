// Just enough of DER (X.690) to write and take apart the fixed frames of this room: single-byte
// tags, definite lengths, each in its shortest form.
#pragma once

#include "platform/base/bytes.h"

#include <initializer_list>
#include <optional>

namespace jiujin::seal::der {

enum Tag : std::uint8_t {
    Integer = 0x02,
    OctetString = 0x04,
    Sequence = 0x30,
    Set = 0x31,
    Implicit0 = 0x80, // [0], primitive
    Context0 = 0xA0,  // [0], constructed
    Context1 = 0xA1,
    Context2 = 0xA2
};

// An element whose content is the parts one after another.
Bytes element(Tag tag, std::initializer_list<ByteView> parts);

class Reader {
public:
    explicit Reader(ByteView bytes) : rest_(bytes) {}

    bool empty() const { return rest_.empty(); }
    ByteView rest() const { return rest_; }
    // The tag of the next element, or 0 at the end.
    std::uint8_t nextTag() const { return rest_.empty() ? std::uint8_t{0} : rest_.front(); }
    // Content of the next element, when it has this tag and is well-formed; the reader moves on.
    std::optional<ByteView> take(Tag tag);
    // The next element with its tag and length.
    std::optional<ByteView> takeWhole(Tag tag);
    // Whether the next bytes are these; the reader moves on.
    bool takeExactly(ByteView bytes);

private:
    ByteView rest_;
};

} // namespace jiujin::seal::der
