// Frames of the SAM_V (SDT) protocol, as public descriptions of the module give them:
//   request  AA AA AA 96 69 | Len(2, big endian) | CMD | Para | Data | CHK
//   answer   AA AA AA 96 69 | Len(2, big endian) | SW1 SW2 SW3 | Data | CHK
// Len counts the bytes after it; CHK is the XOR of everything between preamble and CHK.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/secret.h"

#include <optional>

namespace jiujin::drivers::samv {

struct Command {
    std::uint8_t command, parameter;
    bool operator==(const Command&) const = default;
};

inline constexpr Command samStatus{0x11, 0xFF};
inline constexpr Command samId{0x12, 0xFF};
inline constexpr Command findCard{0x20, 0x01};
inline constexpr Command selectCard{0x20, 0x02};
inline constexpr Command readBase{0x30, 0x01};
inline constexpr Command readWithFingerprints{0x30, 0x10};
inline constexpr Command readNewestAddress{0x30, 0x03};

Bytes requestFrame(Command command);

// Preamble and length.
inline constexpr std::size_t headBytes = 7;

// SW1 SW2 are the card's own status where the module passes it on, SW3 is the module's.
struct Answer {
    std::uint8_t sw1 = 0, sw2 = 0, sw3 = 0;
    Secret data;

    std::uint32_t status() const {
        return static_cast<std::uint32_t>(sw1) << 16U | static_cast<std::uint32_t>(sw2) << 8U | sw3;
    }
};

// The longest answer there is: text, photo and fingerprint (facts: Len 090A), with room to spare.
inline constexpr std::size_t longestLength = 4096;
// How many bytes follow this head of an answer; 0 when it is none, or one that cannot be.
std::size_t lengthAfter(ByteView head);

// Puts answers together from whatever pieces the line delivers. Noise before a preamble is dropped.
class AnswerReader {
public:
    AnswerReader();
    ~AnswerReader();
    AnswerReader(const AnswerReader&) = delete;
    AnswerReader& operator=(const AnswerReader&) = delete;

    void feed(ByteView bytes);
    // Nothing yet; an answer; or ReaderGarbled when a frame's checksum or length is wrong.
    std::optional<Result<Answer>> next();
    // True when part of a frame, or noise, is waiting.
    bool started() const { return !pending_.empty(); }

private:
    void dropNoise();
    void drop(std::size_t count);

    std::string pending_; // a card's bytes: wiped, and never moved by growth
};

} // namespace jiujin::drivers::samv
