#include "drivers/contract/device_frames.h"

#include <algorithm>
#include <array>
#include <span>

namespace jiujin::drivers {

namespace {

// The signals of a class in the order of its .rep, a letter an argument: ? bool, i int, u quint32,
// s QString, y QByteArray, F DeviceFault; {Name:…} a POD with its fields.
constexpr std::array<std::string_view, 5> idcard{"i", "u{CardRead:ssssssssssysssyy}", "y", "uF",
                                                 "{IdCardStatus:?ss?}"};
constexpr std::array<std::string_view, 3> printer{"{PrinterStatus:?ssi}", "ui", "uF"};
constexpr std::array<std::string_view, 3> slip{"{SlipStatus:?ssii}", "u", "uF"};
constexpr std::array<std::string_view, 7> smartcard{"{SmartCardStatus:iss}",
                                                    "u{SmartCardRead:sssssssssy}",
                                                    "y",
                                                    "u",
                                                    "u{PinRefusal:si}",
                                                    "uy",
                                                    "uF"};

struct DeviceClass {
    std::string_view name, object;
    std::span<const std::string_view> signalShapes;
};
constexpr std::array classes{
    DeviceClass{"idcard", "IdCard", idcard},
    DeviceClass{"printer", "Printer", printer},
    DeviceClass{"slip", "SlipPrinter", slip},
    DeviceClass{"smartcard", "SmartCard", smartcard},
};

constexpr std::uint32_t none = 0xffffffff, userType = 65536;
constexpr std::string_view faultName = "jiujin::drivers::DeviceFault";

// Reads on only while everything before was as it must be.
class Cursor {
public:
    explicit Cursor(ByteView body) : left_(body) {}

    std::uint32_t number(std::size_t bytes) {
        std::uint32_t value = 0;
        const ByteView taken = take(bytes);
        for (std::size_t i = 0; i < taken.size(); ++i)
            value |= static_cast<std::uint32_t>(taken[i]) << (8 * i);
        return value;
    }
    void must(bool holds) { good_ = good_ && holds; }
    void mustBe(std::uint32_t value) { must(number(4) == value); }
    bool good() const { return good_; }
    bool goodEnd() const { return good_ && left_.empty(); }

    void bytes() {
        if (const std::uint32_t length = number(4); length != none)
            take(length);
    }
    void text() {
        if (const std::uint32_t length = number(4); length != none) {
            must(length % 2 == 0);
            take(length);
        }
    }
    // As UTF-16, of any length when `whole` is false.
    void textThatIs(std::string_view words, bool whole = true) {
        const std::uint32_t length = number(4);
        must(whole ? length == 2 * words.size() : length >= 2 * words.size() && length <= 64);
        must(length % 2 == 0);
        for (const char letter : words)
            must(number(2) == static_cast<std::uint32_t>(letter));
        if (good_)
            take(length - 2 * words.size());
    }
    void nameThatIs(std::string_view words) {
        mustBe(static_cast<std::uint32_t>(words.size() + 1));
        for (const char letter : words)
            must(number(1) == static_cast<std::uint32_t>(letter));
        must(number(1) == 0);
    }

private:
    ByteView take(std::size_t bytes) {
        must(bytes <= left_.size());
        const ByteView taken = good_ ? left_.first(bytes) : ByteView();
        left_ = left_.subspan(taken.size());
        return taken;
    }

    ByteView left_;
    bool good_ = true;
};

void readHead(Cursor& cursor, std::uint32_t type) {
    cursor.mustBe(type);
    cursor.must(cursor.number(1) == 0);
}

void readPlain(Cursor& cursor, char letter) {
    constexpr std::uint32_t boolType = 1, intType = 2, uintType = 3, textType = 10, bytesType = 12;
    switch (letter) {
    case '?':
        readHead(cursor, boolType);
        return cursor.must(cursor.number(1) <= 1);
    case 'i':
        readHead(cursor, intType);
        cursor.number(4);
        return;
    case 'u':
        readHead(cursor, uintType);
        cursor.number(4);
        return;
    case 's':
        readHead(cursor, textType);
        return cursor.text();
    case 'y':
        readHead(cursor, bytesType);
        return cursor.bytes();
    default: // a letter, not an enumeration
        return cursor.must(false);
    }
}

void readFault(Cursor& cursor) {
    readHead(cursor, userType);
    cursor.nameThatIs(faultName);
    cursor.number(4);
    cursor.text();
    cursor.number(4);
}

void readPod(Cursor& cursor, std::string_view pod) {
    const std::size_t colon = pod.find(':');
    readHead(cursor, userType);
    cursor.nameThatIs(pod.substr(0, colon));
    for (const char field : pod.substr(colon + 1))
        readPlain(cursor, field);
}

std::uint32_t argumentsOf(std::string_view shape) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < shape.size(); ++at, ++count)
        if (shape[at] == '{')
            at = shape.find('}', at);
    return count;
}

void readArguments(Cursor& cursor, std::string_view shape) {
    for (std::size_t at = 0; at < shape.size(); ++at) {
        if (shape[at] == '{') {
            const std::size_t end = shape.find('}', at);
            readPod(cursor, shape.substr(at + 1, end - at - 1));
            at = end;
        } else if (shape[at] == 'F') {
            readFault(cursor);
        } else {
            readPlain(cursor, shape[at]);
        }
    }
}

void readSignal(Cursor& cursor, const DeviceClass& device) {
    cursor.textThatIs(device.object);
    cursor.mustBe(0);
    const std::uint32_t index = cursor.number(4);
    cursor.must(index < device.signalShapes.size());
    const std::string_view shape = cursor.good() ? device.signalShapes[index] : std::string_view();
    cursor.mustBe(argumentsOf(shape));
    readArguments(cursor, shape);
    cursor.mustBe(none);
    cursor.mustBe(none);
}

void readObjects(Cursor& cursor, const DeviceClass& device) {
    cursor.mustBe(1);
    cursor.textThatIs(device.object);
    cursor.textThatIs(device.object);
    cursor.bytes();
}

} // namespace

bool deviceMaySend(std::string_view deviceClass, ByteView body) {
    constexpr std::uint32_t handshake = 1, initial = 2, signal = 6, objects = 9;
    const auto* const device = std::ranges::find(classes, deviceClass, &DeviceClass::name);
    if (device == classes.end())
        return false;
    Cursor cursor(body);
    const std::uint32_t kind = cursor.number(2);
    if (kind == handshake) {
        cursor.textThatIs("QtRO ", false);
    } else if (kind == initial) {
        cursor.textThatIs(device->object);
        cursor.mustBe(0);
    } else if (kind == signal) {
        readSignal(cursor, *device);
    } else if (kind == objects) {
        readObjects(cursor, *device);
    } else {
        return false;
    }
    return cursor.goodEnd();
}

} // namespace jiujin::drivers
