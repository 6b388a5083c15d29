#include "drivers/printer-escpos/protocol/status.h"

#include <algorithm>
#include <utility>

namespace jiujin::drivers::escpos {

namespace {

// A printer that only ever talks must not fill memory.
constexpr std::size_t mostPending = 256;

constexpr bool isAnswer(std::uint8_t byte) {
    return (byte & 0x93U) == 0x12U;
}
constexpr bool beginsAutomatic(std::uint8_t byte) {
    return (byte & 0x93U) == 0x10U;
}
constexpr bool isPlain(std::uint8_t byte) {
    return (byte & 0x90U) == 0;
}

constexpr bool has(std::uint8_t byte, unsigned bits) {
    return (byte & bits) != 0;
}

struct Cause {
    bool State::*bit;
    ErrorCode code;
};

// The most precise first: a stuck cutter is freed by opening the cover, an open cover lifts the
// paper from its sensor, and each of them takes the printer offline.
constexpr std::array causes{
    Cause{&State::cutter, ErrorCode::SlipCutter}, Cause{&State::broken, ErrorCode::SlipFailed},
    Cause{&State::hot, ErrorCode::SlipHot}, Cause{&State::cover, ErrorCode::SlipCover},
    Cause{&State::paperOut, ErrorCode::SlipNoPaper}};

} // namespace

void StatusReader::feed(ByteView bytes) {
    const std::size_t room = mostPending - std::min(pending_.size(), mostPending);
    const ByteView kept = bytes.first(std::min(bytes.size(), room));
    pending_.insert(pending_.end(), kept.begin(), kept.end());
}

std::optional<Heard> StatusReader::next() {
    for (std::size_t i = 0; i < pending_.size(); ++i)
        if (auto heard = take(pending_[i])) {
            pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
            return heard;
        }
    pending_.clear();
    return std::nullopt;
}

std::optional<Heard> StatusReader::take(std::uint8_t byte) {
    // Answered in real time, so that it may come in the middle of the others.
    if (isAnswer(byte))
        return Heard{Heard::Kind::Answer, {byte}};
    if (beginsAutomatic(byte)) {
        automatic_ = {byte};
        half_ = 1;
        return std::nullopt;
    }
    if (!isPlain(byte)) {
        half_ = 0;
        return std::nullopt;
    }
    if (half_ == 0)
        return Heard{Heard::Kind::Sensor, {byte}};
    automatic_.at(half_++) = byte;
    if (half_ < automatic_.size())
        return std::nullopt;
    half_ = 0;
    return Heard{Heard::Kind::Automatic, automatic_};
}

void apply(State& state, Question question, std::uint8_t answer) {
    switch (question) {
    case Question::Printer:
        state.offline = has(answer, 0x08);
        return;
    case Question::Offline:
        state.cover = has(answer, 0x04);
        return;
    case Question::Error:
        state.cutter = has(answer, 0x08);
        state.broken = has(answer, 0x24);
        state.hot = has(answer, 0x40);
        return;
    case Question::Paper:
        state.nearEnd = has(answer, 0x0C);
        state.paperOut = has(answer, 0x60);
        return;
    }
}

State stateOf(const std::array<std::uint8_t, 4>& automatic) {
    State state;
    state.offline = has(automatic[0], 0x08);
    state.cover = has(automatic[0], 0x20);
    state.cutter = has(automatic[1], 0x08);
    state.broken = has(automatic[1], 0x24);
    state.hot = has(automatic[1], 0x40);
    state.nearEnd = has(automatic[2], 0x03);
    state.paperOut = has(automatic[2], 0x0C);
    return state;
}

std::optional<ErrorCode> causeOf(const State& state, std::optional<ErrorCode> before) {
    const auto stands = [&](const Cause& each) {
        return state.*each.bit;
    };
    const auto* const kept = std::find_if(causes.begin(), causes.end(), [&](const Cause& each) {
        return stands(each) && each.code == before;
    });
    if (kept != causes.end())
        return kept->code;
    const auto* const first = std::find_if(causes.begin(), causes.end(), stands);
    if (first != causes.end())
        return first->code;
    // It does not print, and does not say why.
    return state.offline ? std::optional(ErrorCode::SlipFailed) : std::nullopt;
}

} // namespace jiujin::drivers::escpos
