// The 80-bit code that opens a case together with its number: 16 characters of Crockford's base32.
#pragma once

#include <string>

namespace jiujin::outbox {

std::string newLookupCode();

} // namespace jiujin::outbox
