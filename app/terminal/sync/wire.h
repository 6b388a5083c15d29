// The shapes of the calls that carry packets and words; the table stands in README of
// platform/protocol.
#pragma once

#include "app/terminal/outbox/outbox.h"

namespace jiujin::sync {

inline constexpr std::string_view packetsPath = "/v1/packets";
inline constexpr std::string_view packetsType = "application/vnd.jiujin.packets";

// For each packet its length, u32 big-endian, then its bytes.
Bytes batchOf(const std::vector<outbox::QueuedPacket>& packets);
// "/v1/acks?since=12"
std::string acksPath(std::int64_t since);

struct Rejection {
    std::size_t index = 0; // in the batch, from 0
    ErrorCode code = ErrorCode::PlatformBusy;
};
struct TakenAnswer {
    std::vector<std::string> words; // JWS; none when none is ready yet
    std::vector<Rejection> rejected;
};
// {"acknowledgements":[JWS,…],"rejected":[{"index":N,"code":"JJ-…."}]}, both optional. A code that
// this version does not know reads as PlatformBusy. NotThePlatform.
Result<TakenAnswer> takenIn(std::string_view json);

struct WordsAnswer {
    std::vector<std::string> words; // JWS
    std::int64_t next = 0;
};
// {"acknowledgements":[JWS,…],"next":N}. NotThePlatform.
Result<WordsAnswer> wordsIn(std::string_view json);

// The JWS in {"checkpoint":JWS}. NotThePlatform.
Result<std::string> checkpointIn(std::string_view json);

// The code in {"code":"JJ-….",…}; nothing when there is none that this version knows.
std::optional<ErrorCode> codeIn(std::string_view json);

} // namespace jiujin::sync
