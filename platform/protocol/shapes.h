// The shapes of the short texts that messages carry in the clear.
#pragma once

#include <string_view>

namespace jiujin::protocol {

bool isDigest(std::string_view text);     // base64url of 32 bytes
bool isKeyId(std::string_view text);      // 64 lower-case hex digits
bool isTerminalId(std::string_view text); // "330105-A017"
bool isCaseNumber(std::string_view text); // "330105-A017-0000042-K"; the check is formats' business
bool isLookupCode(std::string_view text); // 16 characters of Crockford's base32
bool isName(std::string_view text);       // 1 to 64 of A-Z a-z 0-9 . _ -
bool isErrorCode(std::string_view text);  // "JJ-2105"
bool isDay(std::string_view text);        // "2026-11-22"; that there is such a day is not checked

} // namespace jiujin::protocol
