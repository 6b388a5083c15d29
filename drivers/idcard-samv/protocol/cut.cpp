#include "drivers/idcard-samv/protocol/cut.h"

#include "drivers/idcard-samv/protocol/layout.h"
#include "drivers/idcard-samv/protocol/sam_id.h"

#include <algorithm>
#include <array>
#include <span>

namespace jiujin::drivers::samv {

namespace {

using Octets = std::span<std::uint8_t>;
constexpr std::size_t statusBytes = 3, units = textBytes / 2;
constexpr char text = '\0'; // no digit stands there in the example

// What each unit of a card's text is: a digit of the example where a code stands, or text.
using Example = std::array<char, units>;

constexpr std::string_view born = "19491231";

// The number that GB 11643 gives as its example, or its neighbour without an X, and what goes with
// it.
Example exampleOf(const Layout& layout, ByteView card) {
    const Field number = layout.number;
    const bool endsInX = unitAt(card, number.offset + number.length - 2) == u'X';
    Example example{};
    const auto put = [&](Field field, std::string_view digits) {
        for (std::size_t i = 0; i < field.length / 2; ++i)
            example[field.offset / 2 + i] = i < digits.size() ? digits[i] : '0';
    };
    put(layout.sex, "1");
    put(layout.nation, "01");
    put(layout.birth, born);
    put(number, "110105" + std::string(born) + (endsInX ? "002X" : "0011"));
    put(layout.validFrom, "20200101");
    put(layout.validUntil, "20400101");
    return example;
}

// The one text among the codes: a card without an end says "for long".
bool isForLong(char16_t unit) {
    return unit == u'长' || unit == u'期';
}

char16_t codeFor(char16_t unit, char digit) {
    if (unit >= u'0' && unit <= u'9')
        return static_cast<char16_t>(digit);
    if (unit == u'x' || isForLong(unit))
        return unit;
    return unit >= u'A' && unit <= u'Z' ? u'X' : u'-';
}

char16_t standInFor(char16_t unit, char digit) {
    if (isPadding(unit))
        return unit;
    if (isHigh(unit))
        return 0xD840;
    if (isLow(unit))
        return 0xDC00;
    if (!isAllowed(unit))
        return 0x0001;
    if (digit != text)
        return codeFor(unit, digit);
    return unit < 0x80 ? u'X' : u'某';
}

void put(Octets bytes, std::size_t offset, char16_t unit) {
    bytes[offset] = static_cast<std::uint8_t>(unit & 0xFFU);
    bytes[offset + 1] = static_cast<std::uint8_t>(unit >> 8U);
}

// In place; a pair that is no character stays one that is none.
void cutUnits(Octets bytes, const Example& example) {
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const char16_t unit = unitAt(bytes, at);
        const char16_t next = at + 3 < bytes.size() ? unitAt(bytes, at + 2) : u'\0';
        if (isHigh(unit) && isLow(next) && !isAllowed(pairOf(unit, next))) {
            put(bytes, at, 0xD83F);
            at += 2;
            put(bytes, at, 0xDFFE);
        } else {
            put(bytes, at, standInFor(unit, example[at / 2]));
        }
    }
}

void cutText(Octets bytes) {
    const char16_t mark = unitAt(bytes, markOffset);
    const Layout* const layout = layoutOf(bytes);
    cutUnits(bytes, layout == nullptr ? Example{} : exampleOf(*layout, bytes));
    put(bytes, markOffset, mark);
}

void blank(Octets bytes) {
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
}

std::size_t sizeAt(ByteView data, std::size_t part) {
    return static_cast<std::size_t>(data[2 * part]) << 8U | data[2 * part + 1];
}

// The lengths of `count` parts and then the parts, of which the first is the text.
void cutParts(Octets data, std::size_t count) {
    const std::size_t head = count * lengthFieldBytes;
    std::size_t whole = head;
    if (data.size() < head + textBytes)
        return blank(data);
    for (std::size_t part = 0; part < count; ++part)
        whole += sizeAt(data, part);
    if (sizeAt(data, 0) != textBytes || whole != data.size())
        return blank(data);
    cutText(data.subspan(head, textBytes));
    blank(data.subspan(head + textBytes));
}

void cutData(Command request, Octets data) {
    if (request == readBase)
        cutParts(data, 2);
    else if (request == readWithFingerprints)
        cutParts(data, 3);
    else if (request == readNewestAddress && data.size() == addressBytes)
        cutUnits(data, Example{});
    else if (request != samId || data.size() != samIdBytes)
        blank(data);
}

std::uint8_t checksum(ByteView bytes) {
    std::uint8_t sum = 0;
    for (const std::uint8_t byte : bytes)
        sum = static_cast<std::uint8_t>(sum ^ byte);
    return sum;
}

// Of what follows a head: status, data, checksum.
void cutWhole(Command request, Octets frame) {
    const Octets summed = frame.subspan(headBytes - lengthFieldBytes,
                                        frame.size() - 1 - (headBytes - lengthFieldBytes));
    const int difference = frame.back() ^ checksum(summed);
    cutData(request,
            frame.subspan(headBytes + statusBytes, frame.size() - headBytes - statusBytes - 1));
    frame.back() = static_cast<std::uint8_t>(checksum(summed) ^ difference);
}

} // namespace

Bytes withoutPerson(Command request, ByteView came) {
    Bytes kept(came.begin(), came.end());
    Octets left(kept);
    while (!left.empty()) {
        const std::size_t length =
            left.size() < headBytes ? 0 : lengthAfter(ByteView(left).first(headBytes));
        if (length == 0) {
            left.front() = 0;
            left = left.subspan(1);
        } else if (left.size() < headBytes + length) {
            blank(left.subspan(headBytes));
            break;
        } else {
            cutWhole(request, left.first(headBytes + length));
            left = left.subspan(headBytes + length);
        }
    }
    return kept;
}

} // namespace jiujin::drivers::samv
