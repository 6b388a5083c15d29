// Check characters by ISO 7064, as several national identifiers use them.
#pragma once

#include <string_view>

namespace jiujin::formats {

// MOD 11-2 over digits: '0' to '9' or 'X'. The last character of a citizen number (GB 11643).
char mod11Check(std::string_view digits);

// MOD 37,36 over characters 0-9 A-Z; '\0', which checks nothing, when another is among them. The
// last character of case numbers and of e-certificate identifiers (GB/T 36904). A hybrid system:
// finds every single error and all but a few transpositions.
char mod37Check(std::string_view text);

} // namespace jiujin::formats
