// What a terminal asks when it wants a checkpoint: the query of GET /v1/checkpoint, and the content
// of the letter that carries it to the inner zone. It tells what the terminal counts itself, so
// that both sides can name what differs; that part is a report, and proves nothing.
//   "from=1&upTo=1000&nonce=AAAAAAAAAAAAAAAAAAAAAA&count=0&root=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
#pragma once

#include "platform/protocol/checkpoint.h"

namespace jiujin::protocol {

inline constexpr std::string_view checkpointPath = "/v1/checkpoint";
inline constexpr std::string_view checkpointLetter = "checkpoint"; // kind, see mail.h

struct CheckpointQuestion {
    std::uint64_t from = 1, upTo = 1; // as in Checkpoint
    std::string nonce;
    std::uint64_t count = 0; // delivered, as the terminal counts
    std::string root;        // checkpointRoot() over them
    bool operator==(const CheckpointQuestion&) const = default;
};

std::string encode(const CheckpointQuestion& question);
// Refuses what encode would not have written: TokenMalformed.
Result<CheckpointQuestion> decodeCheckpointQuestion(std::string_view text);

} // namespace jiujin::protocol
