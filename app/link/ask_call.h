// How jiujinctl has jiujin-terminal carry an ask over the control socket: one line each way.
//   ask HEAD SEALED        both base64url: the head's JSON and the sealed request
//   {"sealed":base64url}   or {"code":"JJ-…."}
#pragma once

#include "platform/base/bytes.h"

#include <optional>

namespace jiujin::link {

// The longest line of a call, its end included.
inline constexpr std::size_t maxAskLine = 24UL * 1024;

struct AskCall {
    std::string head;
    Bytes sealed;
};

std::string encode(const AskCall& call);
// Nothing when it is another line.
std::optional<AskCall> askCallFrom(std::string_view line);

std::string encodeAskResult(const Result<Bytes>& result);
// The error of the code in it; TokenMalformed when it is not what encodeAskResult() writes.
Result<Bytes> decodeAskResult(std::string_view line);

} // namespace jiujin::link
