// What the device says, line by line. No Qt, no thread, no descriptor: what parses a stranger's
// bytes can be fuzzed.
//   card|KIND|NAME|SEX|NATION|BIRTH|ADDRESS|NUMBER|ISSUER|FROM|UNTIL|OTHERNAME    laid, in UTF-8
//   gone                                                                          lifted
#pragma once

#include "platform/base/result.h"
#include "platform/base/secret.h"

#include <array>
#include <optional>
#include <string_view>

namespace jiujin::drivers::example {

inline constexpr std::size_t longestLine = 1024;

struct Card {
    std::string kind;
    // name, sex, nation, birth, address, number, issuer, validFrom, validUntil, otherName
    std::array<Secret, 10> texts;
};

// The card that was laid, or nothing: it was lifted. ReaderGarbled.
Result<std::optional<Card>> cardFrom(std::string_view line);

} // namespace jiujin::drivers::example
