// 办件编号: unique without a network, because each terminal counts for itself.
//   division 6 digits, terminal 4 characters, counter 7 digits, check 1 character (ISO 7064 MOD
//   37,36 over all) written "330105-A017-0000042-K"
#pragma once

#include "platform/base/result.h"

#include <cstdint>
#include <string>

namespace jiujin::formats {

struct CaseNumber {
    std::string division;      // 6 digits
    std::string terminal;      // 4 of 0-9 A-Z
    std::uint32_t counter = 0; // 1..9,999,999

    std::string text() const;
    // Takes lower case and missing dashes from people's typing. TokenMalformed; NumberCheck when
    // the check fails.
    static Result<CaseNumber> parse(std::string_view text);
    bool operator==(const CaseNumber&) const = default;
};

// "330105-A017" of a terminal's id: what its certificate is named by.
Result<CaseNumber> caseNumberOf(std::string_view terminalId, std::uint32_t counter);

} // namespace jiujin::formats
