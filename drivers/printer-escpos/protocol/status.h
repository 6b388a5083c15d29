// What an ESC/POS printer says of itself, by Epson's public command reference. Three kinds of bytes
// come back, told apart by the bits that are fixed in each:
//   answer to DLE EOT n   0xx1xx10           about one of four questions
//   answer to GS r 1      0xx0xxxx           the paper sensors, behind all that was sent before
//   automatic status      0xx1xx00, then three times 0xx0xxxx
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/error.h"

#include <array>
#include <optional>

namespace jiujin::drivers::escpos {

// DLE EOT n.
enum class Question : std::uint8_t { Printer = 1, Offline = 2, Error = 3, Paper = 4 };
inline constexpr std::array questions{Question::Printer, Question::Offline, Question::Error,
                                      Question::Paper};

struct State {
    bool offline = false, cover = false, paperOut = false, nearEnd = false;
    bool cutter = false, hot = false, broken = false;
    bool operator==(const State&) const = default;
};

struct Heard {
    enum class Kind { Answer, Sensor, Automatic };
    Kind kind = Kind::Answer;
    std::array<std::uint8_t, 4> bytes{}; // the first only, unless Automatic
};

// Takes the line's bytes apart, in whatever pieces they come. Bytes of no kind are dropped.
class StatusReader {
public:
    void feed(ByteView bytes);
    std::optional<Heard> next();
    // The rest of an automatic status that has begun will not come any more.
    void forgetHalf() { half_ = 0; }

private:
    std::optional<Heard> take(std::uint8_t byte);

    Bytes pending_;
    std::array<std::uint8_t, 4> automatic_{};
    std::size_t half_ = 0; // bytes of automatic_ that are there
};

// Puts the answer to that question in its place; the rest of the state stays.
void apply(State& state, Question question, std::uint8_t answer);
State stateOf(const std::array<std::uint8_t, 4>& automatic);

// What keeps it from printing. Of several causes `before` as long as it lasts, so that the one that
// came first is told until it is cleared; otherwise the most precise.
std::optional<ErrorCode> causeOf(const State& state, std::optional<ErrorCode> before);

} // namespace jiujin::drivers::escpos
