// The JSON of answers; the table stands in README of platform/protocol.
#pragma once

#include "platform/server/access/request.h"

#include <cstdint>
#include <vector>

namespace jiujin::server {

// {"code","words_zh","words_en"}
Response errorAnswer(int status, ErrorCode code);

struct Rejected {
    std::size_t index; // in the batch, from 0
    ErrorCode code;
};
// No `words`: nothing to tell yet.
Response takenAnswer(const std::vector<std::string>& words, const std::vector<Rejected>& rejected);
Response wordsAnswer(const std::vector<std::string>& words, std::int64_t next);
// {"checkpoint":JWS}
Response checkpointAnswer(const std::string& token);
Response okAnswer();
// A part of a large material is kept: 202, and 200 when it is whole now.
Response partAnswer(std::uint64_t held, bool whole);

} // namespace jiujin::server
