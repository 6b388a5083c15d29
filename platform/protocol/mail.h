// What passes between the zones (README, "Between the zones"): letters, which the open zone keeps
// for the inner one, and the inner zone's replies to them. Nothing here proves anything: a letter's
// content is verified by the inner zone, a reply's body by the terminal.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/clock.h"

namespace jiujin::protocol {

inline constexpr std::string_view mailType = "application/vnd.jiujin.mail";
inline constexpr std::string_view packetLetter = "packet"; // kind: content is one packet
inline constexpr std::string_view askLetter = "ask";       // kind: content is one Ask, as JSON
inline constexpr std::size_t maxLetters = 500;
inline constexpr std::size_t maxMailBytes =
    16UL * 1024 * 1024; // contents, unless one alone is larger

struct Letter {
    std::int64_t number = 0; // of the open zone's making, never used twice
    std::string kind;        // a name, as in shapes.h
    std::string terminalId;
    WallTime received; // as the open zone tells it
    Bytes content;
    std::string trace = {}; // W3C trace id of the call that brought it; empty: none
    bool operator==(const Letter&) const = default;
};

struct Reply {
    std::vector<std::int64_t> letters; // at most maxLetters
    std::string terminalId;            // to whom the body goes
    std::string kind;
    std::string body; // text for the terminal; empty: the letters cannot be used
    bool operator==(const Reply&) const = default;
};

Bytes encodeMail(const std::vector<Letter>& letters);
// PacketMalformed, PacketTooLarge.
Result<std::vector<Letter>> decodeMail(ByteView mail);

std::string encodeReplies(const std::vector<Reply>& replies);
// At most maxLetters replies, 4 MiB. PacketMalformed, PacketTooLarge.
Result<std::vector<Reply>> decodeReplies(std::string_view json);

} // namespace jiujin::protocol
