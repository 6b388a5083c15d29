// Commands and answers by ISO/IEC 7816-4:2013 clause 5.1, short lengths only.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/secret.h"

#include <array>
#include <optional>

namespace jiujin::drivers::smartcard {

struct Header {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
};

// Le: how many bytes are wanted at most, 1 to 256; 0: none.
inline constexpr int anyLength = 256;
inline constexpr std::size_t longestData = 255;

// It may hold a PIN: every copy is wiped when it goes.
class Command {
public:
    explicit Command(Header header, int le = 0);
    // data: 1 to 255 bytes.
    Command(Header header, ByteView data, int le = 0);
    Command(const Command&) = default;
    Command& operator=(const Command&) = default;
    ~Command();

    ByteView bytes() const { return ByteView(bytes_).first(size_); }
    // The same command with another Le.
    Command asking(int le) const;
    std::uint8_t instruction() const { return bytes_[1]; }

private:
    void append(std::uint8_t octet) { bytes_[size_++] = octet; }
    void appendLe(int le);

    std::array<std::uint8_t, 4 + 1 + longestData + 1> bytes_{};
    std::size_t size_ = 0;
    bool hasLe_ = false;
};

// SW1 SW2.
using StatusWord = std::uint16_t;

enum class Outcome {
    Done,
    PinWrong,   // 63xx to a VERIFY
    PinBlocked, // no try is left
    PinNeeded,
    NotThere,    // no such file, record, data or application
    Unsupported, // of this card: instruction, class or function
    Failed
};
Outcome outcomeOf(StatusWord status);
// How many tries are left: 63Cx says so, 6983 and 6984 mean none. Nothing when the card does not
// tell.
std::optional<int> triesLeft(StatusWord status);

// What a card answered, status words apart.
struct Answer {
    Secret data;
    StatusWord status = 0;

    ByteView bytes() const { return viewOf(data.expose()); }
};
// SmartCardDamaged when the status words are missing or more than 256 bytes stand before them.
Result<Answer> answerFrom(ByteView raw);

} // namespace jiujin::drivers::smartcard
