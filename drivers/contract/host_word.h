// One word of a driver host to its supervisor, as it is spelt on the line (host_link.h): a letter
// for its kind, and behind it what it says.
//   H health   "ok", or the code of what is wrong ("JJ-1205")
//   A          the answer to a ping
//   I identity which device it is: 1 to 64 of A-Z a-z 0-9 . - : _
//   B          a print has begun
//   E sheets   it ended; 0 to 999 sheets came out, in decimal
//   U          it ended; what came out is not known
#pragma once

#include "drivers/contract/paper_word.h"
#include "platform/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace jiujin::drivers {

struct HostWord {
    enum class Kind { Health, Pong, Identity, Paper } kind = Kind::Pong;
    std::string text; // the code, or the identity; empty for others
    PaperWord paper{};
    bool operator==(const HostWord&) const = default;
};

// Nothing when it says what a host must not.
std::optional<HostWord> hostWordFrom(std::string_view line);
// DeviceUnsupported when hostWordFrom() would not take it.
Result<std::string> spelt(const HostWord& word);

} // namespace jiujin::drivers
