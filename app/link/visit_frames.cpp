#include "app/link/visit_frames.h"

#include <array>

namespace jiujin::link {

namespace {

constexpr std::uint32_t boolType = 1, uintType = 3, bytesType = 12;
constexpr std::uint32_t none = 0xffffffff;

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
    void skip(std::uint32_t bytes) { take(bytes); }
    void must(bool holds) { good_ = good_ && holds; }
    bool good() const { return good_; }
    bool goodEnd() const { return good_ && left_.empty(); }

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

void readName(Cursor& cursor) {
    constexpr std::string_view name = "Terminal";
    cursor.must(cursor.number(4) == 2 * name.size());
    for (const char letter : name)
        cursor.must(cursor.number(2) == static_cast<std::uint32_t>(letter));
}

void readArgument(Cursor& cursor, std::uint32_t type) {
    cursor.must(cursor.number(4) == type);
    cursor.must(cursor.number(1) == 0);
    if (type == boolType)
        cursor.must(cursor.number(1) <= 1);
    else if (type == uintType)
        cursor.skip(4);
    else if (const std::uint32_t length = cursor.number(4); length != none) // none: a null array
        cursor.skip(length);
}

void readCall(Cursor& cursor) {
    // In the order of the slots in terminal.rep.
    constexpr std::array<std::uint32_t, 12> counts = {0, 0, 0, 1, 3, 0, 3, 1, 1, 3, 2, 0};
    constexpr std::uint32_t inUse = 7;
    constexpr std::array<std::uint32_t, 3> types = {uintType, bytesType, bytesType};
    cursor.must(cursor.number(4) == 0);
    const std::uint32_t slot = cursor.number(4);
    cursor.must(slot < counts.size());
    const std::uint32_t count = cursor.good() ? counts.at(slot) : 0;
    cursor.must(cursor.number(4) == count);
    for (std::uint32_t i = 0; i < count; ++i)
        readArgument(cursor, slot == inUse ? boolType : types.at(i));
    cursor.must(cursor.number(4) == none);
    cursor.must(cursor.number(4) == none);
}

} // namespace

bool visitMaySend(ByteView body) {
    constexpr std::uint32_t acquire = 4, release = 5, call = 6;
    Cursor cursor(body);
    const std::uint32_t kind = cursor.number(2);
    readName(cursor);
    if (kind == acquire)
        cursor.must(cursor.number(1) == 0);
    else if (kind == call)
        readCall(cursor);
    else
        cursor.must(kind == release);
    return cursor.goodEnd();
}

} // namespace jiujin::link
